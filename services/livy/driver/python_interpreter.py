"""Statements in Python, with the magics that Apache Livy has for them."""

import ast
import base64
import contextlib
import io
import json
import rlcompleter
import types
from typing import Any


class PythonInterpreter:
    def __init__(self, names: dict[str, Any]):
        # Classes that a statement defines are found again by this name when they are pickled.
        self._module = types.ModuleType("__main__")
        self._names = self._module.__dict__
        self._names.update(names)

    def run(self, code: str) -> dict[str, object]:
        written = io.StringIO()
        found: dict[str, object] = {}
        with contextlib.redirect_stdout(written):
            for part in _parts(code):
                if part.startswith("%"):
                    found = self._magic(part)
                elif (value := self._execute(part)) is not None:
                    print(repr(value))
        text = written.getvalue().rstrip("\n")
        # Beside a picture or a table there is text only if something was printed.
        return {**found, "text/plain": text} if text or not found else found

    def complete(self, code: str, cursor: int) -> list[str]:
        before = code[:cursor]
        start = len(before)
        while start and (before[start - 1].isalnum() or before[start - 1] in "_."):
            start -= 1
        completer, names = rlcompleter.Completer(self._names), []
        if before[start:]:
            while (name := completer.complete(before[start:], len(names))) is not None:
                names.append(name)
        return names

    def _execute(self, code: str) -> Any:
        """Runs `code`; the value of an expression at its end is returned."""
        tree = ast.parse(code, "<stdin>")
        last = ast.Expression(tree.body.pop().value) if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, "<stdin>", "exec"), self._names)
        return None if last is None else eval(compile(last, "<stdin>", "eval"), self._names)

    def _magic(self, text: str) -> dict[str, object]:
        name, _, argument = text[1:].partition(" ")
        value = self._execute(argument) if argument.strip() else None
        if name == "json":
            return {"application/json": json.loads(json.dumps(value))}
        if name == "table":
            return {"application/vnd.livy.table.v1+json": _table(value)}
        if name == "matplot":
            picture = io.BytesIO()
            figure = value.gcf() if hasattr(value, "gcf") else value
            figure.savefig(picture, format="png")
            return {"image/png": base64.b64encode(picture.getvalue()).decode()}
        raise NameError(f"unknown magic command {name}")


def _parts(code: str) -> list[str]:
    """The code, or what it is made of if it is no Python with its magics: what stands between them, and each of them, which is a line then."""
    if code.lstrip().startswith("%"):
        return [code.strip()]
    try:
        ast.parse(code)
        return [code]
    except SyntaxError:
        parts, begun = [], ""
        for number, line in enumerate(code.splitlines(keepends=True)):
            if line.startswith("%"):
                parts += [begun, line.strip()]
                # Faults name the lines of the whole.
                begun = "\n" * (number + 1)
            else:
                begun += line
        return [part for part in [*parts, begun] if part.strip()]


_TYPES = {
    bool: "BOOLEAN_TYPE",
    int: "BIGINT_TYPE",
    float: "DOUBLE_TYPE",
    str: "STRING_TYPE",
    type(None): "NULL_TYPE",
    list: "ARRAY_TYPE",
    dict: "MAP_TYPE",
}


def _table(value: Any) -> dict[str, object]:
    """A list of rows, each a list, or an object whose names are those of the columns."""
    rows = [row if isinstance(row, (dict, list, tuple)) else [row] for row in value]
    names = list(dict.fromkeys(name for row in rows for name in (row if isinstance(row, dict) else range(len(row)))))
    data = [[row.get(name) if isinstance(row, dict) else row[name] if name < len(row) else None for name in names] for row in rows]
    headers = []
    for column, name in enumerate(names):
        kinds = {_TYPES.get(type(row[column]), "STRING_TYPE") for row in data} - {"NULL_TYPE"}
        if len(kinds) > 1:
            raise TypeError(f"column {name} has values of more than one type")
        headers.append({"name": str(name), "type": kinds.pop() if kinds else "NULL_TYPE"})
    return {"headers": headers, "data": data}
