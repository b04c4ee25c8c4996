"""Statements in SQL; what they find is a table."""

import base64
import datetime
import decimal
import math
from typing import Any


class SqlInterpreter:
    def __init__(self, spark: Any, rows: int):
        self._spark = spark
        self._rows = rows

    def run(self, code: str) -> dict[str, object]:
        frame = self._spark.sql(code.strip().removesuffix(";"))
        data = [[_plain(value) for value in row] for row in frame.take(self._rows)]
        return {"application/json": {"schema": frame.schema.jsonValue(), "data": data}}

    def complete(self, code: str, cursor: int) -> list[str]:
        return []


def _plain(value: Any) -> Any:
    """As JSON has it; what it has not is text."""
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, (type(None), bool, int, str)):
        return value
    if isinstance(value, decimal.Decimal):
        return float(value)
    if isinstance(value, (bytes, bytearray)):
        return base64.b64encode(value).decode()
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat(" ") if isinstance(value, datetime.datetime) else value.isoformat()
    if hasattr(value, "asDict"):
        return {name: _plain(each) for name, each in value.asDict().items()}
    if isinstance(value, dict):
        return {str(name): _plain(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    return str(value)
