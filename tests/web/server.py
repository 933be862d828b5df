"""The page served as `quotetrack serve` serves it, in a thread of the tests."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from fastapi import FastAPI

from quotetrack.cli.serve import listen, show_address


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """Give the address of an application that is served, without the slash at its end."""
    with listen("127.0.0.1", 0) as socket:
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [socket]})
        thread.start()
        while not server.started and thread.is_alive():
            time.sleep(0.01)
        try:
            yield show_address(socket).rstrip("/")
        finally:
            server.should_exit = True
            thread.join()
