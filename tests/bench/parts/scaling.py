# SPDX-License-Identifier: GPL-3.0-or-later
"""How time and memory grow with rows, fields, columns and threads."""
from lib.rows import Figure, Row


def measure(context):
    yield from rows(context)
    pairs = ["--pairs", context.rounds(40, 4)]
    for title, shapes in (("fields", ("10x8@1024", "39x8@1024", "100x8@1024", "500x8@1024")),
                          ("columns", ("39x1@1024", "39x8@1024", "39x32@1024", "39x128@1024"))):
        yield from steps(context, title, shapes, pairs)
    for shape in ("39x8@4096", "100x64@4096"):
        yield threads(context, shape, pairs)


def steps(context, title, shapes, pairs):
    first = None
    for shape in shapes:
        pair = context.ours("bench_step", *pairs, shape).find(what="pair")
        figure = Figure.of(pair, "us/1000 columns", 1e6 / pair["columns"])
        first = first or figure
        yield Row("scaling", f"{title}: search step, {shape}, 1 T", figure, shapes[0], first, "cost")


def threads(context, shape, pairs):
    one = context.ours("bench_step", "--threads", 1, *pairs, shape).find(what="pair")
    two = context.ours("bench_step", "--threads", 2, *pairs, shape).find(what="pair")
    return Row("scaling", f"threads: search step, {shape}, 2 T", Figure.of(two), "1 T", Figure.of(one))


def audit_of(context, count, group=None):
    path = context.generated("criteo-like", count)
    # A fixed rate of the gates: with few steps the search would otherwise take more epochs.
    outcome = context.ours("leap", "audit", path, "--no-verdict", "--label", "label", "--epochs", 1, "--alpha", 0.01, "--batch",
                           4096, "--gate-lr", 0.3, "--threads", 2, group=group)
    micros = outcome.seconds / count * 1e6
    return outcome, Figure(micros, micros, micros, 1, "us/row")


def rows(context):
    counts = (20_000, 40_000) if context.quick else (125_000, 250_000, 500_000)
    first = None
    for count in counts:
        outcome, cost = audit_of(context, count)
        first = first or cost
        yield Row("scaling", f"rows: audit of {count:,} x 39, 1 epoch, 2 T", cost, f"{counts[0]:,} rows", first,
                  "cost")
        memory = outcome.memory_mib
        yield Row("scaling", f"rows: peak memory at {count:,} x 39", Figure(memory, memory, memory, 1, "MiB"),
                  ratio="value")

