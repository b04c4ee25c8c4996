"""A driver without Spark: its own line and interpreters, and tables that are made up."""

import json
import os
import ssl
from pathlib import Path

from line import Line
from python_interpreter import PythonInterpreter
from sql_interpreter import SqlInterpreter
from statements import Statements


class Frame:
    schema = type(
        "Schema", (), {"jsonValue": lambda self: {"type": "struct", "fields": [{"name": "a", "type": "long", "nullable": True, "metadata": {}}]}}
    )()

    def take(self, rows):
        return [(number,) for number in range(5)][:rows]


class Spark:
    def sql(self, code):
        if not code.startswith("SELECT"):
            raise ValueError("PARSE_SYNTAX_ERROR")
        return Frame()


class Figure:
    def savefig(self, file, format):
        file.write(b"\x89PNG")


file = json.loads(Path("livy-session.json").read_text())
interpreters = {"pyspark": PythonInterpreter({"figure": Figure()}), "sql": SqlInterpreter(Spark(), file["sql_rows"])}
statements = Statements(lambda: line, interpreters, lambda number: None, lambda number: None)
tls = ssl.create_default_context(cafile=os.environ["LIVY_AUTHORITY"])
line = Line(file["session"], file["secret"], file["addresses"], tls, file["patience"], statements.heard)
line.start()
line.ready("application_fake")
statements.run_all()
line.close(5)
