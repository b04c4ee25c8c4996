"""The steps of the demo that run in the session, and how a file of them is cut into cells."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).parent.parent
_MARK = "# %%"


@dataclass(frozen=True)
class Step:
    title: str
    file: Path
    seconds: float
    """For each of its cells."""


STEPS = (
    Step("read: schema, statistics, correlations", _ROOT / "demo/steps/read.py", 120),
    Step("train: three models, each a run of MLflow", _ROOT / "demo/steps/train.py", 420),
    Step("compare: residuals, scores, importances", _ROOT / "demo/steps/compare.py", 120),
    Step("export: what makes ONNX of a model", _ROOT / "services/onnx-scorer/export/onnx_export.py", 120),
    Step("publish: the gate, HDFS, the registry", _ROOT / "demo/steps/publish.py", 240),
)

# One driver and one executor, since they have to fit beside a small cluster: Spark takes no more than a core for 506 rows. MLflow, pandas and
# ONNX are in the driver's Python, whose memory is beside the heap.
SESSION: dict[str, Any] = {
    "kind": "pyspark",
    "name": "housing",
    "driverMemory": "1g",
    "executorMemory": "1g",
    "executorCores": 1,
    "conf": {
        "spark.driver.memoryOverhead": "1g",
        "spark.dynamicAllocation.maxExecutors": "1",
        "spark.sql.shuffle.partitions": "1",
        "spark.default.parallelism": "1",
    },
}


@dataclass(frozen=True)
class Cell:
    kind: str
    text: str


def cells(source: str) -> list[Cell]:
    """Cells of a file in the percent format, that of Jupytext and of editors: commented are prose, and magics."""
    found: list[Cell] = []
    for part in source.split(_MARK)[1:]:
        heading, _, text = part.partition("\n")
        text = text.strip("\n")
        if heading.strip() == "[markdown]":
            found.append(Cell("markdown", "\n".join(line.removeprefix("#").removeprefix(" ") for line in text.splitlines())))
        else:
            found.append(Cell("code", text.removeprefix("# ") if text.startswith("# %") else text))
    return found
