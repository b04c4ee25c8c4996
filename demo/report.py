"""What the demo did, as a page of Markdown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Timing:
    step: str
    seconds: float


@dataclass(frozen=True)
class Link:
    name: str
    url: str
    fault: str = ""


def report(summary: Mapping[str, Any], timings: Sequence[Timing], links: Sequence[Link], pictures: Sequence[str]) -> str:
    models = summary["models"]
    scores = [
        [name, *(f"{model[f'{part}_{metric}']:.4f}" for metric in ("r2", "rmse") for part in ("train", "test"))] for name, model in models.items()
    ]
    durations = [[timing.step, f"{timing.seconds:.1f}"] for timing in timings]
    registered = summary["registered"]
    return "\n".join(
        [
            "# Prices of houses",
            "",
            f"Best by r² of the test: **{summary['best']}**, registered as version {registered['version']} of `{registered['name']}`.",
            f"As ONNX it predicts what Spark predicts, to {summary['difference']:.1e}.",
            f"The gate refused gradient-boosted trees as onnxmltools converts them: {summary['refused']}.",
            "",
            *_table(["model", "r² train", "r² test", "RMSE train", "RMSE test"], scores),
            "",
            *_table(["step", "seconds"], [*durations, ["**all**", f"**{sum(timing.seconds for timing in timings):.1f}**"]]),
            "",
            *(f"- [{link.name}]({link.url})" + (f": {link.fault}" if link.fault else "") for link in links),
            "",
            *(f"![{picture}]({picture})" for picture in pictures),
            "",
        ]
    )


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    return [_row(heads), _row(["---", *("--:" for _ in heads[1:])]), *map(_row, rows)]


def _row(values: Sequence[str]) -> str:
    return f"| {' | '.join(values)} |"
