import pytest
from livy_process import settings_of

from livy.settings import read_properties, seconds


def test_properties_name_variables_of_the_container() -> None:
    text = "# a comment\n\nlivy.server.port=8998\nlivy.superusers = ${env:HOST}.svc=x\n"
    assert read_properties(text, {"HOST": "gateway"}) == {"livy.server.port": "8998", "livy.superusers": "gateway.svc=x"}
    with pytest.raises(KeyError):
        read_properties("a=${env:NOT_THERE}", {})


@pytest.mark.parametrize(
    ("text", "number"), [("2h", 7200), ("600s", 600), ("600sec", 600), ("500ms", 0.5), ("500", 0.5), ("10m", 600), ("1d", 86400)]
)
def test_durations(text: str, number: float) -> None:
    assert seconds(text) == number


@pytest.mark.parametrize("text", ["", "soon", "2 weeks", "-1s"])
def test_no_durations(text: str) -> None:
    with pytest.raises(ValueError):
        seconds(text)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("livy.spark.master", "local[*]"),
        ("livy.spark.deploy-mode", "client"),
        ("livy.server.recovery.state-store", "etcd"),
        ("livy.rsc.launcher.port.range", "10000~10010"),
    ],
)
def test_what_there_is_not_is_refused(name: str, value: str) -> None:
    with pytest.raises(ValueError, match=name):
        settings_of(**{name: value})


def test_what_is_not_known_is_said(caplog: pytest.LogCaptureFixture) -> None:
    settings_of(**{"livy.ui.enabled": "true"})
    assert "livy.ui.enabled" in caplog.text


def test_several_hosts() -> None:
    assert settings_of(**{"livy.rsc.rpc.server.address": "a.svc, b.svc"}).hosts == ("a.svc", "b.svc")
    assert settings_of(**{"livy.superusers": ""}).superusers == frozenset()
