"""Writes the notebook for sparkmagic: the cells of the steps.

python3 -m demo.notebooks [--check]
"""

import json
import sys
from pathlib import Path
from typing import Any

from .story import SESSION, STEPS, Cell, cells

FILE = Path(__file__).parent / "notebooks" / "housing.ipynb"
_CONFIGURE = Cell("code", f"%%configure -f\n{json.dumps({name: value for name, value in SESSION.items() if name != 'kind'}, indent=2)}")


def notebook() -> str:
    every = [_CONFIGURE, *(cell for step in STEPS for cell in cells(step.file.read_text()))]
    content = {
        "cells": [_cell(f"{number:02}", cell) for number, cell in enumerate(every)],
        "metadata": {
            "kernelspec": {"display_name": "PySpark", "language": "python", "name": "pysparkkernel"},
            "language_info": {"name": "pyspark", "mimetype": "text/x-python", "file_extension": ".py", "pygments_lexer": "python3"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def _cell(identifier: str, cell: Cell) -> dict[str, Any]:
    common = {"cell_type": cell.kind, "id": identifier, "metadata": {}, "source": cell.text.splitlines(keepends=True)}
    return common if cell.kind == "markdown" else {**common, "execution_count": None, "outputs": []}


if __name__ == "__main__":
    if "--check" not in sys.argv:
        FILE.parent.mkdir(exist_ok=True)
        FILE.write_text(notebook())
    elif FILE.read_text() != notebook():
        sys.exit(f"{FILE} is not what the steps say: python3 -m demo.notebooks")
