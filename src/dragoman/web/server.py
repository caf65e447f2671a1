"""Listen: run the application until it is interrupted.

In:  an application, a host and a port. Out: nothing; returns when the server is stopped.
"""

from __future__ import annotations

import uvicorn
from fastapi import FastAPI


def run_server(app: FastAPI, *, host: str, port: int) -> None:
    """Serve the application on this machine's address; quiet but for errors."""
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False)
