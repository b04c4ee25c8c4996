"""The houses: 506 made-up ones with the thirteen features of the well-known data set of Boston, the same bytes for the same seed."""

import random
import sys

FEATURES = ("crim", "zn", "indus", "chas", "nox", "rm", "age", "dis", "rad", "tax", "ptratio", "b", "lstat")
LABEL = "medv"
ROWS = 506


def housing_csv(seed: int = 42) -> str:
    chance = random.Random(seed)
    lines = [",".join(f"{value:.4f}" for value in _house(chance)) for _ in range(ROWS)]
    return "\n".join([",".join((*FEATURES, LABEL)), *lines]) + "\n"


def _house(chance: random.Random) -> tuple[float, ...]:
    """Only sums and products of `random()`, which every version of Python gives alike."""

    def between(low: float, high: float) -> float:
        return low + (high - low) * chance.random()

    def about(center: float, spread: float, low: float, high: float) -> float:
        return min(high, max(low, center + spread * (sum(chance.random() for _ in range(6)) - 3)))

    out = chance.random()  # from the middle of the town to its edge
    beside_motorway = chance.random() < 0.35 * (1 - out)
    rad = 24.0 if beside_motorway else float(int(between(1, 9)))
    crim = between(1, 4) * between(1, 5) if beside_motorway else between(0, 1) * (1.2 - out)
    zn = 5.0 * int(between(0, 20)) if out > 0.7 else 0.0
    indus = about(20 * (1 - out), 3, 0.5, 27.7)
    chas = float(chance.random() < 0.08)
    nox = about(0.78 - 0.36 * out, 0.05, 0.38, 0.87)
    rm = about(6.3, 0.7, 3.6, 8.8)
    age = about(95 - 60 * out, 18, 3, 100)
    dis = about(1.5 + 6.5 * out, 0.8, 1.1, 12.1)
    tax = about(270 + 15 * rad, 40, 187, 711)
    ptratio = about(18.5, 2, 12.6, 22)
    b = 396.9 - (between(0, 60) if chance.random() < 0.9 else between(60, 390))
    lstat = about(16 - 3.5 * (rm - 6.3) - 5 * out, 5, 1.7, 38)

    price = 25 + 3 * (rm - 6.3) - 0.35 * (lstat - 12) - 0.4 * (ptratio - 18.5) - 10 * (nox - 0.6) + 2 * chas - 0.25 * crim + 0.01 * (b - 370)
    # What no straight line tells: large houses are dear beyond their size where the schools are good, and a motorway does away with a garden.
    if rm > 6.6:
        price += 11 if ptratio < 18.5 else 3
    if lstat > 15:
        price -= 4
    if zn > 0:
        price += -4 if beside_motorway else 4
    return crim, zn, indus, chas, nox, rm, age, dis, rad, tax, ptratio, b, lstat, about(price, 1.8, 5, 50)


if __name__ == "__main__":
    sys.stdout.write(housing_csv())
