# SPDX-License-Identifier: GPL-3.0-or-later
from lib.context import REUSED_MEMORY
from lib.rows import Figure, Row, at_least, at_most

TARGETS = {"criteo": at_least(9), "industrial": at_least(5.5)}


def measure(context):
    for shape, threads in (("criteo", 1), ("industrial", 1), ("ml1m", 1), ("criteo", 2)):
        if not (context.quick and shape == "industrial"):
            yield from measure_shape(context, shape, threads)


def measure_shape(context, shape, threads):
    rounds = ["--rounds", 5] if context.quick else []
    ours = context.ours("bench_gate", "--threads", threads, *rounds, shape)
    figures = {line["what"]: Figure.of(line) for line in ours.lines}
    line = ours.lines[0]
    title = f"B {line['batch']}, {len(line['widths'])} fields, D {line['columns']:,}, {threads} T"
    for what, limit in (("forward", 2.7), ("backward", 2.2)):
        target = at_most(limit) if threads == 1 and shape in TARGETS else None
        yield Row("gate", f"{what}, {title}", figures[what], "memcpy", figures["memcpy"], "cost", target)
    name, best = best_composite(context, line, threads)
    both = figures["forward"] + figures["backward"]
    yield Row("gate", f"forward + backward, {title}", both, f"best composite ({name})", best,
              target=TARGETS.get(shape) if threads == 1 else None, note="peer reuses freed memory")
    yield Row("gate", f"through autograd, {title}", figures["autograd"], f"best composite ({name})", best,
              note="fresh tensors")


def best_composite(context, line, threads):
    wide = line["batch"] * line["columns"] > 4_000_000
    peer = context.peer("gate_composites.py", "--batch", line["batch"], "--widths",
                        ",".join(map(str, line["widths"])), "--threads", threads, "--rounds",
                        context.rounds(9 if wide else 31, 3), environment=REUSED_MEMORY)
    if peer is None or not peer.lines:
        return "PyTorch", None
    best = min(peer.lines, key=lambda one: one["median_ms"])
    return best["what"], Figure.of(best)
