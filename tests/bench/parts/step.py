# SPDX-License-Identifier: GPL-3.0-or-later
from lib.context import REUSED_MEMORY
from lib.rows import Figure, Row, at_least, at_most
from parts import prototype


def shape_arguments(line, threads):
    return ["--batch", line["batch"], "--threads", threads, "--widths", ",".join(map(str, line["widths"])),
            "--vocabularies", ",".join(map(str, line["vocabularies"]))]


def measure(context):
    yield from search_step(context, 1)
    if not context.quick:
        yield from industrial_step(context)


def search_step(context, threads):
    """ML-1M's shape: 9 fields x 8, 476 thousand table rows, batches of 256."""
    pairs = ["--pairs", 200] if context.quick else []
    ours = context.ours("bench_step", "--threads", threads, "--engine", "both", *pairs, "ml1m")
    pair = ours.find(what="pair", engine="fused")
    steps = context.rounds(120, 5)
    arguments = shape_arguments(pair, threads)
    written = context.peer("search_loop.py", *arguments, "--steps", steps, "as-written")
    reused = context.peer("search_loop.py", *arguments, "--steps", steps, "as-written", "fused-adam", "lean",
                          environment=REUSED_MEMORY)
    figure = Figure.of(pair)
    title = f"search step, ML-1M's shape, {threads} T"
    for name, outcome, variant, target in (
            ("authors' loop as written", written, "as-written", at_least(60)),
            ("authors' loop, memory reused", reused, "as-written", None),
            ("with fused Adam, memory reused", reused, "fused-adam", None),
            ("best of the same maths, memory reused", reused, "lean", at_least(15))):
        yield Row("step", title, figure, name, Figure.of(context.peer_line(outcome, what=variant)), target=target)
    yield Row("step", title, figure, "a search by hand", prototype.pair_of_steps(context, pair), ratio="cost",
              target=at_most(1.5), note="" if context.prototype else "named by --prototype")
    yield Row("step", title, figure, "our autograd engine", Figure.of(ours.find(what="pair", engine="autograd")))


def industrial_step(context):
    """500 fields, 12,000 columns: one step that moves model and gates."""
    ours = context.ours("bench_step", "--threads", 1, "industrial")
    joint = ours.find(what="joint")
    gate = context.ours("bench_gate", "--threads", 1, "industrial")
    peer = context.peer("search_loop.py", *shape_arguments(joint, 1), "--steps", 10, "joint-loop",
                        environment=REUSED_MEMORY)
    figure = Figure.of(joint)
    title = "industrial step (joint), 500 fields, B 1024, 1 T"
    yield Row("step", title, figure, "PyTorch, loop composite",
              Figure.of(context.peer_line(peer, what="joint-loop")), target=at_least(3))
    operator = Figure.of(gate.find(what="forward")) + Figure.of(gate.find(what="backward"))
    share = 100 * operator.median / figure.median
    yield Row("step", "the operator's share of it", Figure(share, share, share, 1, "%"), ratio="value")
