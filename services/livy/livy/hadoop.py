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
    members = configuration[f"dfs.ha.namenodes.{service}"].split(",")
    return [f"http://{configuration[f'dfs.namenode.http-address.{service}.{member}']}" for member in members]


def resource_managers(configuration: dict[str, str]) -> list[str]:
    """Addresses of the REST services; those whose port nobody has changed."""
    members = configuration.get("yarn.resourcemanager.ha.rm-ids", "")
    suffixes = [f".{member}" for member in members.split(",")] if members else [""]
    return [f"http://{configuration[f'yarn.resourcemanager.hostname{suffix}']}:8088" for suffix in suffixes]
