"""Secrets: who may look, and that a form is one that this program printed for this visitor.

The keys of forms and visits are made anew at every start; a form from before is refused.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets

VISIT_COOKIE = "quotetrack_visit"
ENTRY_COOKIE = "quotetrack_entry"

_VISIT = re.compile(r"[0-9a-f]{32}")


class Keys:
    """The secret of this start, and the token that opens the page, if one is asked for."""

    def __init__(self, token: str | None) -> None:
        self._token = token
        self._secret = secrets.token_bytes(32)

    @property
    def are_asked_for(self) -> bool:
        """Whether a token is needed to see anything."""
        return self._token is not None

    def opens(self, token: str) -> bool:
        """Return whether this is the token; takes as long for a wrong one."""
        return self._token is not None and _equal(token, self._token)

    def entry(self) -> str:
        """Return what the cookie of a visitor holds who gave the token."""
        return self._sign("entry", self._token or "")

    def lets_in(self, cookies: dict[str, str], authorization: str | None) -> bool:
        """Return whether a request shows the token, or the cookie that was given for it."""
        return (
            not self.are_asked_for
            or self.bears_token(authorization)
            or _equal(cookies.get(ENTRY_COOKIE, ""), self.entry())
        )

    def bears_token(self, authorization: str | None) -> bool:
        """Return whether a request has the header `Authorization: Bearer` with the token."""
        scheme, _, given = (authorization or "").partition(" ")
        return scheme.lower() == "bearer" and self.opens(given.strip())

    def form_key(self, visit: str) -> str:
        """Return what a form must carry that was printed for a visit."""
        return self._sign("form", visit)

    def fits_form(self, visit: str | None, key: str) -> bool:
        """Return whether a form was printed for the visit of a cookie."""
        return is_visit(visit) and _equal(key, self.form_key(visit or ""))

    def _sign(self, what: str, value: str) -> str:
        message = f"{what}\n{value}".encode("utf-8", "surrogatepass")
        return hmac.new(self._secret, message, hashlib.sha256).hexdigest()


def make_visit() -> str:
    """Return the name of a new visit."""
    return secrets.token_hex(16)


def is_visit(visit: str | None) -> bool:
    """Return whether a cookie holds the name of a visit."""
    return visit is not None and _VISIT.fullmatch(visit) is not None


def _equal(given: str, right: str) -> bool:
    pair = (text.encode("utf-8", "surrogatepass") for text in (given, right))
    return hmac.compare_digest(*pair)
