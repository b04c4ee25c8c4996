import ast
import json

import pytest

from demo.notebooks import FILE, notebook
from demo.story import STEPS, Cell, cells


def test_the_notebook_is_what_the_steps_say() -> None:
    assert FILE.read_text() == notebook(), "python3 -m demo.notebooks"


def test_the_notebook_runs_what_the_demo_runs() -> None:
    code = ["".join(cell["source"]) for cell in json.loads(FILE.read_text())["cells"] if cell["cell_type"] == "code"]
    configure, *statements = code
    assert configure.startswith("%%configure -f\n{")
    assert statements == [cell.text for step in STEPS for cell in cells(step.file.read_text()) if cell.kind == "code"]


def test_a_file_is_cut_into_cells() -> None:
    source = "# %% [markdown]\n# # Title\n#\n# Text.\n# %%\nx = 1\n\n# a comment\n# %%\n# %matplot pyplot\n"
    assert cells(source) == [Cell("markdown", "# Title\n\nText."), Cell("code", "x = 1\n\n# a comment"), Cell("code", "%matplot pyplot")]


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.file.stem)
def test_every_cell_is_a_magic_or_python(step) -> None:
    found = cells(step.file.read_text())
    assert found[0].kind == "markdown"
    for cell in found:
        if cell.kind == "code" and not cell.text.startswith("%"):
            ast.parse(cell.text)
