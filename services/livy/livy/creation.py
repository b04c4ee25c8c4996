"""Bodies of requests that create something: what they may say, and what of it is refused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Self
from urllib.parse import urlsplit

SESSION_KINDS = ("spark", "pyspark", "sql", "shared")
CODE_KINDS = ("spark", "pyspark", "sql")

# Decided by the cluster, or read on the host of whoever submits: with them a caller would make Livy read its own files for him.
_REFUSED = re.compile(
    r"spark\.(master|submit\.deployMode|yarn\.(tags|jars|archive|submit\..*|principal|keytab|dist\..*|stagingDir)|kerberos\..*|authenticate.*"
    r"|jars\.ivySettings|jars\.ivy|app\.name|properties\.file|hadoop\.(hadoop\.security\..*|fs\.defaultFS)|yarn\.appMasterEnv\.PYTHONPATH)"
)
_FILE_LISTS = ("spark.jars", "spark.files", "spark.archives", "spark.submit.pyFiles")
_SCHEMES = ("hdfs", "viewfs", "webhdfs", "s3a", "abfs", "abfss", "local", "http", "https")


class Refused(Exception):
    """The request is no good; the text says why."""


def file_address(name: str, default_store: str) -> str:
    """Address of a file of the caller: without a scheme it is in the default store, and never on the host of Livy."""
    if "," in name or any(ord(character) < 32 for character in name):
        raise Refused(f"{name!r} is no name of one file")
    scheme = urlsplit(name).scheme
    if not scheme:
        if not name.startswith("/"):
            raise Refused(f"{name} is no absolute path")
        return default_store + name
    if scheme not in _SCHEMES:
        raise Refused(f"{name}: files are taken from {', '.join(_SCHEMES)}, not from {scheme}")
    return name


@dataclass(frozen=True)
class Creation:
    """What sessions and batches have in common."""

    proxyUser: str | None = None
    jars: list[str] = field(default_factory=list)
    pyFiles: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    driverMemory: str | None = None
    driverCores: int | None = None
    executorMemory: str | None = None
    executorCores: int | None = None
    numExecutors: int | None = None
    archives: list[str] = field(default_factory=list)
    queue: str | None = None
    name: str | None = None
    conf: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, body: Any, default_store: str) -> Self:
        if not isinstance(body, dict):
            raise Refused("The body has to be an object.")
        known = {each.name: each for each in fields(cls)}
        if unknown := sorted(body.keys() - known.keys()):
            raise Refused(f"Unrecognized field: {', '.join(unknown)}")
        given = {name: _checked(name, str(known[name].type), value) for name, value in body.items() if value is not None}
        for name in ("jars", "pyFiles", "files", "archives"):
            if name in given:
                given[name] = [file_address(each, default_store) for each in given[name]]
        if "conf" in given:
            given["conf"] = _conf(given["conf"], default_store)
        return cls(**given)


@dataclass(frozen=True)
class SessionCreation(Creation):
    kind: str = "shared"
    heartbeatTimeoutInSecond: int = 0
    ttl: str | None = None

    @classmethod
    def of(cls, body: Any, default_store: str) -> Self:
        creation = super().of(body, default_store)
        if creation.kind not in SESSION_KINDS:
            raise Refused(f"Invalid kind: {creation.kind}")
        return creation


@dataclass(frozen=True)
class BatchCreation(Creation):
    file: str = ""
    className: str | None = None
    args: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, body: Any, default_store: str) -> Self:
        if not isinstance(body, dict) or not body.get("file"):
            raise Refused("requirement failed: File is required.")
        creation = super().of(body, default_store)
        return cls(**{**vars(creation), "file": file_address(creation.file, default_store)})


def code_kind(session_kind: str, kind: str | None) -> str:
    """Kind of the code of a statement: its own, or else its session's."""
    chosen = kind or session_kind
    if chosen == "shared":
        raise Refused("Code type should be specified if session kind is shared")
    if chosen not in CODE_KINDS:
        raise Refused(f"Invalid kind: {chosen}")
    return chosen


def _checked(name: str, kind: str, value: Any) -> Any:
    if kind.startswith("list") and isinstance(value, list):
        if all(isinstance(each, str) for each in value):
            return value
        if name == "args":
            return [each if isinstance(each, str) else str(each) for each in value]
    elif kind.startswith("dict") and isinstance(value, dict):
        return {key: str(each).lower() if isinstance(each, bool) else str(each) for key, each in value.items() if each is not None}
    elif kind.startswith("int") and isinstance(value, int) and not isinstance(value, bool):
        if value < 0:
            raise Refused(f"{name} is negative")
        return value
    elif kind.startswith("str") and isinstance(value, str):
        return value
    raise Refused(f"{name}: {kind.removesuffix(' | None')} expected")


def _conf(conf: Mapping[str, str], default_store: str) -> dict[str, str]:
    for name in conf:
        if not re.fullmatch(r"spark\.[\w.-]+", name):
            raise Refused(f"{name} is no property of Spark")
        if _REFUSED.fullmatch(name):
            raise Refused(f"Blacklisted configuration values in session config: {name}")
    return {
        name: ",".join(file_address(each.strip(), default_store) for each in value.split(",") if each.strip()) if name in _FILE_LISTS else value
        for name, value in conf.items()
    }
