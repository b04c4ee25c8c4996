"""
Serves.

    python -m livy [CONFIGURATION]    by default /etc/spark
"""

import asyncio
import logging
import os
import signal
import sys
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import web

from .backends.yarn import YarnBackend
from .drivers import open_door
from .hadoop import name_nodes, read_configuration, resource_managers
from .routes import application
from .service import Service
from .settings import Settings
from .stores.interface import Store
from .stores.web_hdfs import WebHdfsStore
from .stores.zoo_keeper import ZooKeeperStore
from .tls import server_tls
from .tokens import Tokens

_SUBMIT = "/opt/spark/bin/spark-submit"
_DRIVER = "/opt/livy/driver"
_TLS = Path("/var/run/secrets/tls")
_KEY = Path("/var/run/secrets/livy/key")
# There if the cluster has an MLflow of its own.
_MLFLOW_KEY = Path("/var/run/secrets/mlflow/key")
_SHUTDOWN = 5.0


async def serve(service: Service, default_store: str, host: str, tls: Path) -> None:
    """Until it is told to end, or until another Livy may have its turn."""
    settings, store = service.settings, service.store
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    opening = asyncio.create_task(store.open())
    await asyncio.wait([opening, told := asyncio.create_task(stop.wait())], return_when=asyncio.FIRST_COMPLETED)
    if not opening.done():
        opening.cancel()
        return
    await opening
    runner = web.AppRunner(application(service, default_store, host, tls), shutdown_timeout=_SHUTDOWN)
    await runner.setup()
    await web.TCPSite(runner, port=settings.port, ssl_context=server_tls(tls, callers=True)).start()
    ends = [told, asyncio.create_task(store.lost())]
    turn = asyncio.create_task(store.lead(host))
    await asyncio.wait([turn, *ends], return_when=asyncio.FIRST_COMPLETED)
    if turn.done():
        await turn
        await service.open()
        door = await open_door(service, settings.drivers_port, server_tls(tls, callers=False))
        await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        door.close()
    await runner.cleanup()
    await service.close()


def _store(settings: Settings, hadoop: dict[str, str], user: str) -> Store:
    if settings.state_store == "zookeeper":
        return ZooKeeperStore(settings.state_store_url)
    return WebHdfsStore(name_nodes(hadoop), urlsplit(settings.state_store_url).path, user)


def _service(configuration: Path) -> tuple[Service, str]:
    hadoop = read_configuration(*(configuration / name for name in ("core-site.xml", "hdfs-site.xml", "yarn-site.xml")))
    if hadoop.get("hadoop.security.authentication", "simple") != "simple":
        raise SystemExit("Kerberos is not supported yet: Livy would have to log in to HDFS, ZooKeeper and YARN.")
    settings = Settings.load(configuration / "livy.conf")
    user = os.environ["HADOOP_USER_NAME"]
    backend = YarnBackend(_SUBMIT, _DRIVER, resource_managers(hadoop), user, settings.impersonation)
    tokens = Tokens(_MLFLOW_KEY.read_bytes()) if _MLFLOW_KEY.exists() else None
    return Service(settings, backend, _store(settings, hadoop, user), _KEY.read_bytes(), tokens), hadoop["fs.defaultFS"]


async def main(configuration: Path) -> None:
    service, default_store = await asyncio.to_thread(_service, configuration)
    await serve(service, default_store, os.environ["POD_HOST"], _TLS)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    asyncio.run(main(Path(sys.argv[1] if len(sys.argv) > 1 else "/etc/spark")))
