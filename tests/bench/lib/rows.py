# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines of the result."""
from dataclasses import dataclass
from typing import Optional


@dataclass
class Figure:
    """A measured quantity with its spread."""

    median: float
    p10: float
    p90: float
    count: int = 1
    unit: str = "ms"

    @staticmethod
    def of(record, unit="ms", factor=1.0):
        """From a JSON line of a program or a peer; None stays None."""
        if record is None:
            return None
        return Figure(record["median_ms"] * factor, record["p10_ms"] * factor, record["p90_ms"] * factor,
                      record["count"], unit)

    @staticmethod
    def over(values, unit):
        ordered = sorted(values)
        return Figure(ordered[len(ordered) // 2], ordered[0], ordered[-1], len(ordered), unit)

    def __add__(self, other):
        return Figure(self.median + other.median, self.p10 + other.p10, self.p90 + other.p90,
                      min(self.count, other.count), self.unit)

    def text(self):
        return f"{number(self.median)} {self.unit}"

    def spread(self):
        return f"{number(self.p10)} - {number(self.p90)}" if self.count > 1 else "one run"


def number(value):
    """Three significant digits, no exponent."""
    if value == 0:
        return "0"
    digits = max(0, 2 - len(str(int(abs(value)))) + 1) if abs(value) >= 1 else 3
    return f"{value:,.{digits}f}"


@dataclass
class Target:
    """The target of the ratio."""

    limit: float
    at_least: bool = True

    def text(self):
        return f"{'>=' if self.at_least else '<='} {self.limit:g}"

    def met(self, value):
        return value >= self.limit if self.at_least else value <= self.limit


def at_least(limit):
    return Target(limit, True)


def at_most(limit):
    return Target(limit, False)


@dataclass
class Row:
    """`ours` against `other`. `ratio` says how to divide: "faster" is other / ours, "cost" is ours / other,
    "value" is the figure of ours itself."""

    part: str
    what: str
    ours: Optional[Figure]
    other_name: str = ""
    other: Optional[Figure] = None
    ratio: str = "faster"
    target: Optional[Target] = None
    note: str = ""

    def ratio_value(self):
        if self.ours is None:
            return None
        if self.ratio == "value":
            return self.ours.median
        if self.other is None:
            return None
        return self.other.median / self.ours.median if self.ratio == "faster" else self.ours.median / self.other.median

    def cells(self):
        value = self.ratio_value()
        other = ""
        if self.other_name:
            other = f"{self.other_name}: {self.other.text() if self.other else 'missing'}"
        ratio = "" if value is None or self.ratio == "value" else f"{number(value)} x"
        return [self.part, self.what, self.ours.text() if self.ours else "missing",
                self.ours.spread() if self.ours else "", other,
                self.other.spread() if self.other else "", ratio, self.verdict(value), self.note]

    def verdict(self, value):
        if self.target is None:
            return ""
        if value is None:
            return f"{self.target.text()}: not measured"
        return f"{self.target.text()}: {'met' if self.target.met(value) else 'MISSED'}"
