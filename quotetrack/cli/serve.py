"""`quotetrack serve`: the page, for a browser on this machine or, with a token, on others."""

from __future__ import annotations

import ipaddress
import socket
from contextlib import suppress

import click

from quotetrack.cli.options import database_option
from quotetrack.errors import QuotetrackError
from quotetrack.settings import Settings
from quotetrack.store.session import open_database

_SHORTEST_TOKEN = 16


@click.command(
    name="serve",
    epilog="\b\nExample:\n  quotetrack serve\n"
    "  quotetrack serve --host 0.0.0.0 --token $(openssl rand -hex 16)",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="0: any free.",
)
@click.option(
    "--token",
    envvar="QUOTETRACK_TOKEN",
    metavar="TEXT",
    help=f"What everybody must give first, {_SHORTEST_TOKEN} characters or more; any address but "
    "this machine's own needs it.  [default: $QUOTETRACK_TOKEN]",
)
@click.option("--read-only", is_flag=True, help="Refuse every change.")
@database_option
@click.pass_obj
def command(settings: Settings, host: str, port: int, token: str | None, read_only: bool) -> None:
    """Show the database in a browser, to look at it and to review.

    No request leaves the machine. Needs what `pip install 'quotetrack[web]'` installs.
    """
    token = token or None
    check_token(host, token)
    try:
        import uvicorn

        from quotetrack.web.app import create_app
    except ImportError as error:
        raise QuotetrackError(
            f"the page needs {error.name}: pip install 'quotetrack[web]'"
        ) from error
    url = settings.database_url
    with open_database(url, replans=True) as database, listen(host, port) as server:
        app = create_app(
            database,
            token=token,
            read_only=read_only,
            hosts=(host, socket.gethostname()),
            reviewer=settings.reviewer,
            rehearsed=True,
        )
        click.echo(f"{database.place}: open {show_address(server)} in a browser; Ctrl-C ends it")
        config = uvicorn.Config(
            app, log_level="warning", access_log=False, server_header=False, proxy_headers=False
        )
        with suppress(KeyboardInterrupt):  # that is how it ends
            uvicorn.Server(config).run(sockets=[server])


def check_token(host: str, token: str | None) -> None:
    """Raise QuotetrackError if an address would let in whoever reaches it."""
    if token is None and not is_own(host):
        raise QuotetrackError(
            f"{host} may be reached from other machines: give a --token that everybody must know, "
            "or leave --host as it is"
        )
    if token is not None and len(token) < _SHORTEST_TOKEN:
        raise QuotetrackError(
            f"the token has {len(token)} characters, which can be guessed: give "
            f"{_SHORTEST_TOKEN} or more"
        )


def is_own(host: str) -> bool:
    """Return whether only this machine itself reaches an address."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens. Raises QuotetrackError where that cannot be."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    server = socket.socket(family, socket.SOCK_STREAM)
    try:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        server.bind((host.strip("[]"), port))
        server.listen(128)
    except OSError as error:
        server.close()
        raise QuotetrackError(
            f"{host}, port {port}: {error.strerror or error}; choose others with --host and --port"
        ) from error
    return server


def show_address(server: socket.socket) -> str:
    """Return the address at which a browser on this machine finds a socket."""
    host, port = server.getsockname()[:2]
    if ipaddress.ip_address(host).is_unspecified:
        host = "localhost"
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"
