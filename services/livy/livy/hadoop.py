"""Where Hadoop's services are, from its own configuration files."""

import xml.etree.ElementTree as ElementTree
from pathlib import Path


def read_configuration(*files: Path) -> dict[str, str]:
    return {
        element.findtext("name", "").strip(): element.findtext("value", "").strip()
        for file in files
        for element in ElementTree.parse(file).getroot().iter("property")
    }


def name_nodes(configuration: dict[str, str]) -> list[str]:
    """Addresses of WebHDFS, of the nameservice that is the default store."""
    service = configuration["fs.defaultFS"].removeprefix("hdfs://")
    members = configuration.get(f"dfs.ha.namenodes.{service}", "").split(",")
    return _addresses(configuration, "dfs.namenode.http-address", [f".{service}.{member}" if member else f".{service}" for member in members])


def resource_managers(configuration: dict[str, str]) -> list[str]:
    members = configuration.get("yarn.resourcemanager.ha.rm-ids", "").split(",")
    return _addresses(configuration, "yarn.resourcemanager.webapp.address", [f".{member}" if member else "" for member in members])


def _addresses(configuration: dict[str, str], name: str, suffixes: list[str]) -> list[str]:
    return [f"http://{address}" for suffix in suffixes if (address := configuration.get(name + suffix) or configuration.get(name))]
