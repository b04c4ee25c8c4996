"""
Serves MLflow, with a login in front of it.

    python -m tracking

MLflow's own command would start a process for each worker beside itself; this is the one process, with more threads than callers need.
"""

import asyncio
import os
import ssl
from pathlib import Path

import uvicorn
from logins import Users
from mlflow.server import _UVICORN_LOG_CONFIG
from mlflow.server.fastapi_app import app
from mlflow.server.handlers import initialize_backend_stores
from uvicorn.protocols.http.h11_impl import H11Protocol

from .callers import Callers
from .files import proxy_files
from .login import Login

_SECRETS = Path("/var/run/secrets")
# Seconds for answers that are under way; longer than that only large files take.
_FAREWELL = 20


class Protocol(H11Protocol):
    """HTTP that tells the application whose certificate the caller showed, which no field of ASGI does here: `peer` in its state, names of hosts."""

    def connection_made(self, transport: asyncio.Transport) -> None:
        super().connection_made(transport)
        certificate = transport.get_extra_info("peercert") or {}
        names = frozenset(name for kind, name in certificate.get("subjectAltName", ()) if kind == "DNS")
        self.app_state = {**self.app_state, "peer": names}


def main() -> None:
    proxy_files()
    initialize_backend_stores()
    gateways = frozenset(filter(None, os.environ.get("MLFLOW_SUPERUSERS", "").split(",")))
    callers = Callers(Users(_SECRETS / "users/users.json"), _SECRETS / "mlflow/key", gateways)
    tls = _SECRETS / "tls"
    uvicorn.run(
        Login(app, callers),
        host="0.0.0.0",
        port=int(os.environ["MLFLOW_PORT"]),
        http=Protocol,
        ws="none",
        # Nobody in front of it is believed to say from where somebody called.
        proxy_headers=False,
        log_config=str(_UVICORN_LOG_CONFIG),
        timeout_graceful_shutdown=_FAREWELL,
        ssl_certfile=tls / "tls.crt",
        ssl_keyfile=tls / "tls.key",
        # Callers are asked for certificates of their own; who has none proves by other means who he is.
        ssl_ca_certs=str(tls / "ca.crt"),
        ssl_cert_reqs=ssl.CERT_OPTIONAL,
    )


if __name__ == "__main__":
    main()
