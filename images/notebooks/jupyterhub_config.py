"""
JupyterHub's configuration: who may come in, and what the server of each user is given.

All that the hub keeps is in its memory: whoever was logged in does so again after a restart.
"""

import json
import os
import secrets
from pathlib import Path
from typing import Any

from jupyterhub.auth import Authenticator
from jupyterhub.crypto import CryptKeeper
from jupyterhub.spawner import SimpleLocalProcessSpawner
from logins import Users

_SECRETS = Path("/var/run/secrets")
_SPARKMAGIC = Path("/etc/notebooks/sparkmagic.json")
_DATA = Path("/var/lib/notebooks")
# Seconds after which a kernel that nobody uses ends, and then its server: the memory is everybody's.
_IDLE = 3600


class ClusterUsers(Authenticator):
    """The users of the cluster, as the gateway and MLflow know them."""

    def __init__(self, **given: Any):
        super().__init__(**given)
        self._users = Users(_SECRETS / "users/users.json")

    async def authenticate(self, handler: Any, data: dict[str, str]) -> dict[str, Any] | None:
        name, password = data["username"], data["password"]
        return {"name": name, "auth_state": {"password": password}} if await self._users.verify(name, password) else None

    def normalize_username(self, username: str) -> str:
        """As it is: names that differ in capitals are those of different users."""
        return username


class UserServer(SimpleLocalProcessSpawner):
    """A process of this pod, which asks the gateway and MLflow as its user does, by name and password."""

    _password = ""

    async def start(self) -> Any:
        self._password = (await self.user.get_auth_state())["password"]
        settings = json.loads(_SPARKMAGIC.read_text())
        for kernel in ("kernel_python_credentials", "kernel_scala_credentials", "kernel_r_credentials"):
            settings[kernel] |= {"username": self.user.name, "password": self._password}
        # In no volume: it is gone with the pod.
        self._folder.mkdir(parents=True, exist_ok=True)
        (self._folder / "config.json").write_text(json.dumps(settings))
        return await super().start()

    def get_env(self) -> dict[str, str]:
        variables = {**super().get_env(), "SPARKMAGIC_CONF_DIR": str(self._folder)}
        if os.environ.get("NOTEBOOKS_MLFLOW_LOGIN") == "user":
            variables |= {"MLFLOW_TRACKING_USERNAME": self.user.name, "MLFLOW_TRACKING_PASSWORD": self._password}
        return variables

    @property
    def _folder(self) -> Path:
        return Path("/tmp/sparkmagic") / self.user.name


c = get_config()  # noqa: F821  JupyterHub gives it to this file

c.JupyterHub.bind_url = "https://0.0.0.0:8888"
c.JupyterHub.ssl_cert = str(_SECRETS / "tls/tls.crt")
c.JupyterHub.ssl_key = str(_SECRETS / "tls/tls.key")
c.JupyterHub.hub_ip = "127.0.0.1"
c.JupyterHub.db_url = "sqlite:///:memory:"
c.JupyterHub.cookie_secret = secrets.token_bytes(32)
c.ConfigurableHTTPProxy.pid_file = "/tmp/proxy.pid"
# The servers end with the pod, and nobody finds them again after the hub has ended.
c.JupyterHub.cleanup_servers = True

CryptKeeper.instance().keys = [secrets.token_bytes(32)]
c.JupyterHub.authenticator_class = ClusterUsers
c.Authenticator.allow_all = True
c.Authenticator.enable_auth_state = True

c.JupyterHub.spawner_class = UserServer
c.UserServer.home_dir_template = str(_DATA / "{username}")
c.UserServer.default_url = "/lab"
c.UserServer.args = [f"--ServerApp.shutdown_no_activity_timeout={_IDLE}", f"--MappingKernelManager.cull_idle_timeout={_IDLE}"]
c.UserServer.env_keep = [
    *("PATH", "LANG", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "JUPYTER_PATH", "JUPYTER_CONFIG_PATH", "JUPYTERLAB_DIR"),
    *("REQUESTS_CA_BUNDLE", "MLFLOW_DISABLE_TELEMETRY"),
    *("MLFLOW_TRACKING_URI", "MLFLOW_TRACKING_SERVER_CERT_PATH", "MLFLOW_ENABLE_PROXY_MULTIPART_DOWNLOAD"),
    # Of a tracking server outside, if it asks for a login.
    *("MLFLOW_TRACKING_USERNAME", "MLFLOW_TRACKING_PASSWORD"),
]
c.UserServer.start_timeout = 120
c.UserServer.http_timeout = 120
