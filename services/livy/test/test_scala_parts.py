import pytest
from scala_interpreter import parts


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("val x = 1", ["val x = 1"]),
        ("case class P(a: Int)\nP(1)", ["case class P(a: Int)\n", "P(1)"]),
        ("xs\n  .map(f)\n.sum\ny", ["xs\n  .map(f)\n.sum\n", "y"]),
        ("if (a) {\n  b\n}\nelse c\nd", ["if (a) {\n  b\n}\nelse c\n", "d"]),
        ("f(\n  1\n)\n\ng", ["f(\n  1\n)\n\n", "g"]),
        ("elsewhere\nwithout", ["elsewhere\n", "without"]),
        ("", []),
    ],
)
def test_parts(code: str, found: list[str]) -> None:
    assert parts(code) == found
