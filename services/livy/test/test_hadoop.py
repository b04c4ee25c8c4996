from pathlib import Path

from livy.hadoop import name_nodes, read_configuration, resource_managers


def test_one_of_each(tmp_path: Path) -> None:
    found = _read(
        tmp_path,
        {
            "fs.defaultFS": "hdfs://bdc",
            "dfs.ha.namenodes.bdc": "nmnode-0-0",
            "dfs.namenode.http-address.bdc.nmnode-0-0": "nmnode-0-0.svc:9870",
            "yarn.resourcemanager.hostname": "sparkhead-0.svc",
        },
    )
    assert name_nodes(found) == ["http://nmnode-0-0.svc:9870"]
    assert resource_managers(found) == ["http://sparkhead-0.svc:8088"]


def test_two_of_each(tmp_path: Path) -> None:
    found = _read(
        tmp_path,
        {
            "fs.defaultFS": "hdfs://bdc",
            "dfs.ha.namenodes.bdc": "a,b",
            "dfs.namenode.http-address.bdc.a": "a.svc:9870",
            "dfs.namenode.http-address.bdc.b": "b.svc:9870",
            "yarn.resourcemanager.ha.rm-ids": "c,d",
            "yarn.resourcemanager.hostname.c": "c.svc",
            "yarn.resourcemanager.hostname.d": "d.svc",
        },
    )
    assert name_nodes(found) == ["http://a.svc:9870", "http://b.svc:9870"]
    assert resource_managers(found) == ["http://c.svc:8088", "http://d.svc:8088"]


def _read(folder: Path, properties: dict[str, str]) -> dict[str, str]:
    """A file for each property, as there are several."""
    files = []
    for number, (name, value) in enumerate(properties.items()):
        files.append(folder / f"{number}.xml")
        files[-1].write_text(f"<configuration><property><name>{name}</name>\n<value>{value}</value></property></configuration>")
    return read_configuration(*files)
