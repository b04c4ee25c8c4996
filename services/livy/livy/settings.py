"""Livy's configuration: a file of Java properties under the names that Apache Livy has for them."""

import logging
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

log = logging.getLogger(__name__)

_SECONDS = {"ms": 0.001, "s": 1, "sec": 1, "m": 60, "min": 60, "h": 3600, "d": 86400}


def read_properties(text: str, environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """A line per property; `${env:NAME}` is a variable of the container."""
    properties = {}
    for line in text.splitlines():
        if line.strip() and not line.lstrip().startswith(("#", "!")):
            name, _, value = line.partition("=")
            properties[name.strip()] = re.sub(r"\$\{env:(\w+)}", lambda match: environment[match[1]], value.strip())
    return properties


def seconds(text: str) -> float:
    """A duration such as `2h`, `600s` or `500ms`; a number alone counts milliseconds, as in Apache Livy."""
    match = re.fullmatch(r"(\d+)\s*([a-z]*)", text.strip().lower())
    if not match or (match[2] and match[2] not in _SECONDS):
        raise ValueError(f"{text} is no duration")
    return int(match[1]) * _SECONDS[match[2] or "ms"]


@dataclass(frozen=True)
class Settings:
    """What the service knows of `livy.conf`; whatever else it says is named in the log, lest it be believed to work."""

    port: int
    drivers_port: int
    # Hosts of all Livys, as drivers call them.
    hosts: tuple[str, ...]
    superusers: frozenset[str]
    session_timeout: float
    state_retain: float
    state_store: str
    state_store_url: str
    csrf_protection: bool
    impersonation: bool
    sql_rows: int
    max_creation: int
    retained_statements: int

    @staticmethod
    def load(path: Path, environment: Mapping[str, str] = os.environ) -> "Settings":
        return Settings.of(read_properties(path.read_text(), environment))

    @staticmethod
    def of(properties: Mapping[str, str]) -> "Settings":
        given = dict(properties)

        def take(name: str, default: str | None = None) -> str:
            value = given.pop(name, default)
            if value is None:
                raise ValueError(f"{name} is missing")
            return value

        def flag(name: str, default: str) -> bool:
            return take(name, default) == "true"

        def only(name: str, value: str) -> None:
            if (actual := take(name, value)) != value:
                raise ValueError(f"{name} is {actual}; {value} is all there is")

        only("livy.spark.master", "yarn")
        only("livy.spark.deploy-mode", "cluster")
        only("livy.server.recovery.mode", "recovery")
        store = take("livy.server.recovery.state-store")
        if store not in ("zookeeper", "filesystem"):
            raise ValueError(f"livy.server.recovery.state-store is {store}; zookeeper and filesystem are all there is")
        first, _, last = take("livy.rsc.launcher.port.range").partition("~")
        if first != last:
            raise ValueError("livy.rsc.launcher.port.range: drivers are let in by one port")
        settings = Settings(
            port=int(take("livy.server.port", "8998")),
            drivers_port=int(first),
            hosts=_names(take("livy.rsc.rpc.server.address")),
            superusers=frozenset(_names(take("livy.superusers", ""))),
            session_timeout=seconds(take("livy.server.session.timeout", "1h")),
            state_retain=seconds(take("livy.server.session.state-retain.sec", "600s")),
            state_store=store,
            state_store_url=take("livy.server.recovery.state-store.url"),
            csrf_protection=flag("livy.server.csrf-protection.enabled", "false"),
            impersonation=flag("livy.impersonation.enabled", "false"),
            sql_rows=int(take("livy.rsc.sql.num-rows", "1000")),
            max_creation=int(take("livy.server.session.max-creation", "100")),
            retained_statements=int(take("livy.rsc.retained-statements", "100")),
        )
        for name in sorted(given):
            log.warning("livy.conf: %s is not known and does nothing", name)
        return settings


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())
