"""Bytes to text, or a refusal that says why; never a guess that could alter what was printed.

Newlines stay as they are and a byte order mark is no part of the text, so that offsets count
characters of the file as any editor shows it.
"""

from __future__ import annotations

import codecs
import contextlib
import itertools
import re
from pathlib import Path

from quotetrack.errors import InputError

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What a one-byte file could be. cp1252 is believed only if it reads best among these.
_ONE_BYTE_ENCODINGS = ["cp1252", "mac_roman", "cp1250", "cp1251", "koi8_r", "cp437"]
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_MAX_CONTROL_SHARE = 0.001
_MAX_HIGH_BYTE_SHARE = 0.15
_SAMPLE_BYTES = 65536
_SAMPLE_STRETCHES = 200
_HIGH_BYTES = bytes(range(128, 256))
_AROUND_HIGH_BYTES = re.compile(rb"[^\n\x80-\xff]{0,80}[\x80-\xff]+[^\n\x80-\xff]{0,80}")
CONVERT = "convert it to UTF-8, for instance with iconv"


def decode_text(data: bytes, place: str) -> str:
    """Return the characters that the bytes stand for.

    UTF-8, UTF-16 and UTF-32 with a byte order mark, and Windows-1252 where nothing else reads
    better are told apart. Raises InputError, naming `place`, for bytes that are empty, binary or
    in an encoding that cannot be told.
    """
    text = _decode(data, place)
    if not text.strip():
        raise InputError(f"{place}: is empty: an article needs a text")
    return text


def check_characters(text: str, place: str) -> None:
    """Raise InputError, naming `place`, for characters that no text in UTF-8 can hold."""
    if _SURROGATES.search(text):
        raise InputError(
            f"{place}: holds half of a surrogate pair (\\ud800 to \\udfff), which is no character"
        )
    if "\x00" in text:
        raise InputError(f"{place}: holds a NUL character: it is binary or damaged")


def _decode(data: bytes, place: str) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode_marked(data[len(mark) :], encoding, place)
    if b"\x00" in data:
        unmarked = _find_unmarked_utf16(data)
        if unmarked is None:
            raise InputError(f"{place}: is binary, not text (it holds NUL bytes)")
        return _decode_marked(data, unmarked, place)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_cp1252(data, place)
    _check_printable(text, place)
    return text


def _decode_marked(data: bytes, encoding: str, place: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"{place}: begins like {encoding.upper()} but is not ({error.reason} at byte"
            f" {error.start}): {CONVERT}"
        ) from None
    if "\x00" in text:
        raise InputError(f"{place}: is binary, not text (it holds NUL characters)")
    _check_printable(text, place)
    return text


def _find_unmarked_utf16(data: bytes) -> str | None:
    """Return the byte order of UTF-16 without a mark: every other byte of Latin text is NUL."""
    sample = data[:_SAMPLE_BYTES]
    pairs = len(sample) // 2
    if pairs < 4 or len(data) % 2:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if even == 0 and odd >= 0.8 * pairs:
        return "utf-16-le"
    if odd == 0 and even >= 0.8 * pairs:
        return "utf-16-be"
    return None


def _check_printable(text: str, place: str) -> None:
    controls = sum(1 for _ in _CONTROLS.finditer(text))
    if controls > max(2.0, _MAX_CONTROL_SHARE * len(text)):
        raise InputError(f"{place}: is binary, not text (it holds {controls} control characters)")


def _decode_cp1252(data: bytes, place: str) -> str:
    """Return the text if it can only be Windows-1252: few high bytes, and no rival reads better."""
    high_bytes = len(data) - len(data.translate(None, _HIGH_BYTES))
    with contextlib.suppress(UnicodeDecodeError):
        text = data.decode("cp1252")
        few = high_bytes <= _MAX_HIGH_BYTE_SHARE * len(data)
        if few and not _CONTROLS.search(text) and _reads_best_as_cp1252(data):
            return text
    raise InputError(
        f"{place}: is in no encoding that can be told (it is not UTF-8, and not plainly"
        f" Windows-1252): {CONVERT}"
    )


def _reads_best_as_cp1252(data: bytes) -> bool:
    from charset_normalizer import from_bytes

    # Only the surroundings of high bytes tell encodings apart; a long text may have few of them.
    stretches = itertools.islice(_AROUND_HIGH_BYTES.finditer(data), _SAMPLE_STRETCHES)
    sample = b"\n".join(stretch.group() for stretch in stretches)
    best = from_bytes(sample, cp_isolation=_ONE_BYTE_ENCODINGS).best()
    return best is not None and str(best) == sample.decode("cp1252")


def read_bytes(path: Path, max_bytes: int) -> bytes:
    """Return a file's bytes; raise InputError if it cannot be read or is too large for an article.

    Of a larger file no more than `max_bytes` and one are read.
    """
    try:
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from None
    if len(data) > max_bytes:
        raise InputError(
            f"{path}: is larger than {max_bytes:,} bytes, the limit for one article:"
            " set QUOTETRACK_MAX_ARTICLE_BYTES to raise it"
        )
    return data
