# SPDX-License-Identifier: GPL-3.0-or-later
"""A chart of lines on logarithmic axes as SVG, without a library."""
import math
from html import escape

WIDTH, HEIGHT = 640, 400
LEFT, RIGHT, TOP, BOTTOM = 64, 150, 16, 48
COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"]  # Okabe and Ito: told apart by all


class Axis:
    """From values to places, logarithmically."""

    def __init__(self, values, begin, end):
        self.low, self.high = math.log(min(values)), math.log(max(values))
        self.begin, self.end = begin, end

    def place(self, value):
        share = (math.log(value) - self.low) / ((self.high - self.low) or 1)
        return self.begin + share * (self.end - self.begin)


def decades(values):
    """1, 2, 5, 10, ... within the values' range, widened to hold them."""
    marks = [step * 10.0 ** power for power in range(-3, 6) for step in (1, 2, 5)]
    low = max([mark for mark in marks if mark <= min(values)] or [marks[0]])
    high = min([mark for mark in marks if mark >= max(values)] or [marks[-1]])
    return [mark for mark in marks if low <= mark <= high]


def text(x, y, words, anchor="middle", colour="#333"):
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">{escape(str(words))}</text>'


def line(points, colour):
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in points)
    return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>{dots}'


def apart(places, gap=14):
    """Places of labels, in order, moved so that none covers another."""
    order = sorted(range(len(places)), key=lambda i: places[i])
    moved = list(places)
    for before, after in zip(order, order[1:]):
        moved[after] = max(moved[after], moved[before] + gap)
    return moved


def svg(series, x_title, y_title):
    """@param series {name: [(x, y)]}, all positive"""
    xs = sorted({x for points in series.values() for x, _ in points})
    marks = decades([y for points in series.values() for _, y in points])
    across, up = Axis(xs, LEFT, WIDTH - RIGHT), Axis(marks, HEIGHT - BOTTOM, TOP)
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" '
             f'font-size="12"><rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>']
    for mark in marks:
        y = up.place(mark)
        parts += [f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>', text(LEFT - 8, y + 4, f"{mark:g}", "end")]
    parts += [text(across.place(x), HEIGHT - BOTTOM + 18, x) for x in xs]
    parts += [text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10, x_title),
              f'<g transform="translate(16 {(TOP + HEIGHT - BOTTOM) / 2}) rotate(-90)">{text(0, 0, y_title)}</g>']
    names = apart([up.place(points[-1][1]) for points in series.values()])
    for (name, points), label, colour in zip(series.items(), names, COLOURS):
        parts += [line([(across.place(x), up.place(y)) for x, y in points], colour),
                  text(WIDTH - RIGHT + 10, label + 4, name, "start", colour)]
    return "\n".join(parts) + "\n</svg>\n"
