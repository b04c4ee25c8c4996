import csv
import io
import statistics

from demo.housing import FEATURES, LABEL, ROWS, housing_csv


def columns(text: str) -> dict[str, list[float]]:
    rows = list(csv.DictReader(io.StringIO(text)))
    return {name: [float(row[name]) for row in rows] for name in rows[0]}


def test_it_is_the_same_for_the_same_seed() -> None:
    assert housing_csv() == housing_csv()
    assert housing_csv(1) != housing_csv(2)


def test_it_has_506_houses_of_13_features_and_a_price() -> None:
    houses = columns(housing_csv())
    assert list(houses) == [*FEATURES, LABEL]
    assert len(FEATURES) == 13
    assert {len(values) for values in houses.values()} == {ROWS} == {506}
    assert 5 <= min(houses[LABEL]) < max(houses[LABEL]) <= 50


def test_every_feature_varies_and_some_tell_the_price() -> None:
    houses = columns(housing_csv())
    with_price = {name: statistics.correlation(houses[name], houses[LABEL]) for name in FEATURES}
    assert with_price["rm"] > 0.5
    assert with_price["lstat"] < -0.5
