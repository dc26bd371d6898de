# SPDX-License-Identifier: GPL-3.0-or-later
"""Data sets that take minutes: 10 million rows, 500 fields of 12,000 columns, a dense matrix of as many."""
import re

from lib import memory_group
from lib.context import Missing
from lib.rows import Figure, Row, at_most
from parts import scaling

CRITEO_ROWS = 45_840_617  # of the Criteo Kaggle set that criteo-like is modelled on


def measure(context):
    yield from tall(context, context.rounds(10_000_000, 100_000), context.rounds(1_000_000, 10_000))
    yield from wide(context, context.rounds(200_000, 4_000))
    for ending in (".h5", ".parquet"):
        yield from dense(context, context.rounds(100_000, 4_000), ending)


def one(value, unit):
    return Figure(value, value, value, 1, unit)


def tall(context, count, base):
    """`count` rows against a tenth of them."""
    _, small = scaling.audit_of(context, base)
    outcome, cost = scaling.audit_of(context, count)
    yield Row("large", f"audit of {count:,} x 39, 1 epoch, 2 T", cost, f"{base:,} rows", small, "cost", at_most(1.5))
    yield Row("large", f"peak memory at {count:,} x 39", one(outcome.memory_mib / 1024, "GiB"), ratio="value",
              target=at_most(4))
    yield Row("large", f"estimate for {CRITEO_ROWS:,} rows, 1 epoch", one(cost.median * CRITEO_ROWS / 60e6, "min"),
              note="at the same cost a row")
    name = f"the same in a control group of 4 GiB, {count:,} rows"
    try:
        with memory_group.limited_to(4 << 30) as group:
            outcome, cost = scaling.audit_of(context, count, group)
    except Missing as problem:
        yield Row("large", name, None, note=str(problem))
        return
    yield Row("large", name, cost, f"{base:,} rows", small, "cost", at_most(1.5))
    yield Row("large", "peak memory there", one(outcome.memory_mib / 1024, "GiB"), ratio="value", target=at_most(4))


def epoch_of(context, path, *options, keep_cache=False):
    """An audit of one epoch with 2 threads. @return the outcome, its steps and the seconds of the search"""
    outcome = context.ours("leap", "audit", path, *options, "--no-verdict", "--epochs", 1, "--alpha", 0.01, "--batch", 1024,
                           "--gate-lr", 0.1, "--threads", 2, keep_cache=keep_cache)
    found = re.search(r"([\d,]+) steps in ([\d.]+) s", outcome.errors)
    if not found:
        raise RuntimeError("leap audit did not say how many steps it took")
    return outcome, int(found[1].replace(",", "")), float(found[2])


def operator_share(context, columns, steps, seconds):
    """Each step of a bilevel search passes the gates forward twice and backward once."""
    lines = context.ours("bench_gate", "--threads", 2, "industrial")
    forward, backward = lines.find(what="forward"), lines.find(what="backward")
    step = (2 * forward["median_ms"] + backward["median_ms"]) * columns / forward["columns"] / 1e3
    return one(100 * steps * step / seconds, "%")


def audits(context, title, path, *options):
    outcome, steps, seconds = epoch_of(context, path, *options)
    again, _, _ = epoch_of(context, path, *options, keep_cache=True)
    yield Row("large", f"{title}: the search, 1 epoch, 2 T", one(seconds, "s"),
              note=f"{steps:,} steps of 1,024 rows for the model and one for the gates each")
    yield Row("large", f"{title}: the operator's share", operator_share(context, 12_000, steps, seconds),
              note="by its own time at this shape")
    yield Row("large", f"{title}: the whole audit, first time", one(outcome.seconds, "s"))
    yield Row("large", f"{title}: the whole audit, from the cache", one(again.seconds, "s"))
    yield Row("large", f"{title}: peak memory", one(outcome.memory_mib / 1024, "GiB"))


def wide(context, count):
    path = context.generated("industrial", count)
    yield from audits(context, f"industrial, {count:,} x 500 fields", path, "--schema", f"{path}.schema.json")


def dense(context, count, ending):
    path = context.generated("industrial", count, "--columns", 12_000, "--dense", ending=ending)
    name = "HDF5 matrix" if ending == ".h5" else "lists in Parquet, zstd"
    yield from audits(context, f"{name}, {count:,} x 12,000", path, "--ranges", f"{path}.ranges.csv", "--label",
                      "label")
