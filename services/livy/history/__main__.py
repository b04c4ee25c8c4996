"""
Serves the door.

    python -m history CONFIGURATION    with history-door.conf
"""

import logging
import sys
from pathlib import Path

from aiohttp import web
from logins import Users

from livy.settings import read_properties
from livy.tls import server_tls

from .door import application

_TLS = Path("/var/run/secrets/tls")
_USERS = Path("/var/run/secrets/users/users.json")


def main(configuration: Path) -> None:
    settings = read_properties((configuration / "history-door.conf").read_text())
    superusers = frozenset(filter(None, settings["door.superusers"].split(",")))
    app = application(settings["door.server"], superusers, Users(_USERS))
    web.run_app(app, port=int(settings["door.port"]), ssl_context=server_tls(_TLS, callers=True), print=None)


if __name__ == "__main__":
    logging.basicConfig(level=logging.WARNING)
    main(Path(sys.argv[1]))
