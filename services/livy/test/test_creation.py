"""What a caller may ask for, and what he may not."""

import pytest

from livy.creation import BatchCreation, Refused, SessionCreation, file_address

STORE = "hdfs://bdc"


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("/jars/a.jar", "hdfs://bdc/jars/a.jar"),
        ("hdfs://other/a.jar", "hdfs://other/a.jar"),
        ("s3a://bucket/venv.tar.gz#environment", "s3a://bucket/venv.tar.gz#environment"),
        ("local:///opt/spark/examples.jar", "local:///opt/spark/examples.jar"),
    ],
)
def test_files_are_in_stores(name: str, address: str) -> None:
    assert file_address(name, STORE) == address


# Livy submits as itself: what it can read on its own host, nobody may have it read.
@pytest.mark.parametrize(
    "name", ["file:///var/run/secrets/livy/key", "FILE:/x", "a.jar", "../a.jar", "hdfs://a,file:///b", "/a\n/b", "jar:file:///x", ""]
)
def test_no_file_is_taken_from_the_host_of_livy(name: str) -> None:
    for body in ({"jars": [name]}, {"files": [name]}, {"pyFiles": [name]}, {"archives": [name]}):
        with pytest.raises(Refused):
            SessionCreation.of(body, STORE)
    with pytest.raises(Refused):
        BatchCreation.of({"file": name}, STORE)


@pytest.mark.parametrize("property", ["spark.jars", "spark.files", "spark.archives", "spark.submit.pyFiles"])
def test_no_more_so_by_a_property(property: str) -> None:
    with pytest.raises(Refused):
        SessionCreation.of({"conf": {property: "/a.jar,file:///var/run/secrets/livy/key"}}, STORE)
    assert SessionCreation.of({"conf": {property: "/a, s3a://b/c"}}, STORE).conf == {property: "hdfs://bdc/a,s3a://b/c"}


@pytest.mark.parametrize(
    "property",
    [
        "spark.master",
        "spark.submit.deployMode",
        "spark.yarn.tags",
        "spark.yarn.keytab",
        "spark.yarn.dist.files",
        "spark.yarn.jars",
        "spark.kerberos.keytab",
        "spark.jars.ivySettings",
        "spark.authenticate",
        "spark.hadoop.hadoop.security.group.mapping",
        "spark.hadoop.fs.defaultFS",
        "hadoop.tmp.dir",
        "spark.a b",
    ],
)
def test_the_cluster_decides_what_is_the_cluster_s(property: str) -> None:
    with pytest.raises(Refused):
        SessionCreation.of({"conf": {property: "x"}}, STORE)


def test_values_of_properties_are_text_as_spark_reads_it() -> None:
    creation = SessionCreation.of({"conf": {"spark.executor.cores": 2, "spark.ui.enabled": False, "spark.x": None}}, STORE)
    assert creation.conf == {"spark.executor.cores": "2", "spark.ui.enabled": "false"}


def test_fields_without_a_value_are_not_there() -> None:
    assert SessionCreation.of({"queue": None, "jars": None}, STORE) == SessionCreation()


def test_arguments_of_a_batch_may_be_numbers() -> None:
    assert BatchCreation.of({"file": "/a.py", "args": ["x", 1]}, STORE).args == ["x", "1"]
