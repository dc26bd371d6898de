# SPDX-License-Identifier: GPL-3.0-or-later
"""Whole audits by the command line, loading included."""
from lib.context import REUSED_MEMORY, ROOT
from lib.rows import Figure, Row, at_most
from parts.step import shape_arguments

FLIGHTS = ROOT / "sample_data" / "flights" / "flights_ctr.csv.gz"


def measure(context):
    epochs = context.rounds(6, 1)
    limit = at_most(10) if epochs == 6 else None
    flights = ["audit", FLIGHTS, "--no-verdict", "--label", "late", "--epochs", epochs, "--patience", 0]
    yield from audit(context, f"flights, {epochs} epochs, all categorical, batch 256",
                     flights + ["--all-categorical", "--batch", 256], limit)
    yield from audit(context, f"flights, {epochs} epochs, defaults", flights, limit)
    if context.quick:
        return
    movies = context.private("ml-1m.csv.gz")
    if movies is None:
        yield Row("audit", "ML-1M, 4 epochs, 1 T", None, target=at_most(20), ratio="value",
                  note="ml-1m.csv.gz is not in LEAP_DATA_DIR")
        return
    yield from audit(context, "ML-1M, 4 epochs, all categorical, batch 256",
                     ["audit", movies, "--no-verdict", "--label", "rating", "--positive-above", 3, "--all-categorical", "--batch",
                      256, "--epochs", 4, "--patience", 0], at_most(20))
    yield authors_audit(context)


def audit(context, title, arguments, target):
    outcomes = [context.ours("leap", *arguments, "--threads", 1) for _ in range(context.rounds(3, 1))]
    yield Row("audit", f"{title}, 1 T", Figure.over([one.seconds for one in outcomes], "s"), ratio="value",
              target=target, note="whole program, by the wall")
    yield Row("audit", f"{title}, peak memory", Figure.over([one.memory_mib for one in outcomes], "MiB"),
              ratio="value")


def authors_audit(context):
    """Four epochs of the authors' loop take a quarter of an hour: 30 steps are timed and multiplied."""
    shape = context.ours("bench_step", "--pairs", 20, "ml1m").lines[0]
    peer = context.peer("search_loop.py", *shape_arguments(shape, 1), "--steps", 30, "lean",
                        environment=REUSED_MEMORY)
    steps = 4 * (1_000_209 * 8 // 10 // 256)
    figure = Figure.of(context.peer_line(peer, what="lean"), "s", steps / 1e3)
    return Row("audit", "ML-1M, 4 epochs, the steps alone", Figure.of(
        context.ours("bench_step", "ml1m").find(what="pair"), "s", steps / 1e3),
        "best of the same maths", figure, note=f"{steps:,} x the time of a step")
