"""The S3 server of moto, in a process of its own, with buckets of which some are closed.

Run as a module with a port. Nobody without credentials is let into a bucket whose name begins with
`closed`; in others moto decides, which lists whatever there is for everybody.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import Any

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import run_simple

_Start = Callable[..., Any]


def guarded(environ: dict[str, Any], start: _Start) -> Iterable[bytes]:
    """Answer as moto does, but refuse strangers where they should be."""
    if "HTTP_AUTHORIZATION" not in environ and environ["PATH_INFO"].startswith("/closed"):
        start("403 Forbidden", [("Content-Type", "application/xml")])
        return [b"<Error><Code>AccessDenied</Code></Error>"]
    found: Iterable[bytes] = _MOTO(environ, start)
    return found


_MOTO = DomainDispatcherApplication(create_backend_app)

if __name__ == "__main__":
    run_simple("127.0.0.1", int(sys.argv[1]), guarded, threaded=True)
