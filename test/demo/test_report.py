from demo.report import Link, Timing, report

SCORES = {"train_r2": 0.97, "test_r2": 0.91, "train_rmse": 1.25, "test_rmse": 2.5}
SUMMARY = {
    "models": {"linear regression": {"run": "a", **SCORES, "test_r2": 0.82}, "decision tree": {"run": "b", **SCORES}},
    "best": "decision tree",
    "registered": {"name": "housing", "version": 3},
    "difference": 4.2e-6,
    "refused": "predictions differ",
}

LINKS = [Link("the run", "https://host/run"), Link("the page", "https://host/page", "404")]


def test_a_report_names_models_durations_links_and_pictures() -> None:
    lines = report(SUMMARY, [Timing("upload", 1.25), Timing("train", 60)], LINKS, ["compare-1.png"]).splitlines()
    assert "| linear regression | 0.9700 | 0.8200 | 1.2500 | 2.5000 |" in lines
    assert "| decision tree | 0.9700 | 0.9100 | 1.2500 | 2.5000 |" in lines
    assert "| train | 60.0 |" in lines
    assert "| **all** | **61.2** |" in lines
    assert "- [the run](https://host/run)" in lines
    assert "- [the page](https://host/page): 404" in lines
    assert "![compare-1.png](compare-1.png)" in lines
    text = " ".join(lines)
    assert "**decision tree**, registered as version 3 of `housing`" in text
    assert "to 4.2e-06" in text
    assert "predictions differ." in text
