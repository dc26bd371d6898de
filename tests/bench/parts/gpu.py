# SPDX-License-Identifier: GPL-3.0-or-later
"""The same on a GPU, against PyTorch on that GPU and against our own processor path; on request, where there is a GPU."""
import json

from lib.context import Missing
from lib.rows import Figure, Row
from parts.audit import FLIGHTS
from parts.step import shape_arguments


def measure(context):
    try:
        context.ours("bench_gate", "--gpu", "--rounds", 1, "ml1m")
    except RuntimeError as problem:
        raise Missing(str(problem)) from problem
    for shape in ("criteo", "industrial", "ml1m"):
        yield from gate(context, shape)
    yield from pair(context, "ml1m", ("as-written", "lean"), "search step, ML-1M's shape")
    yield from pair(context, "39x8@4096", ("as-written", "lean"), "search step, 39 fields x 8, B 4096")
    yield from joint(context)
    yield from audits(context, "flights, 2 epochs", 2, [FLIGHTS, "--label", "late"])
    movies = context.private("ml-1m.csv.gz")
    if movies:
        yield from audits(context, "ML-1M, 1 epoch", 1, [movies, "--label", "rating", "--positive-above", 3, "--all-categorical",
                                                             "--batch", 256])


def gate(context, shape):
    ours = context.ours("bench_gate", "--gpu", shape)
    figures = {line["what"]: Figure.of(line) for line in ours.lines}
    line = ours.lines[0]
    title = f"B {line['batch']}, {len(line['widths'])} fields, D {line['columns']:,}"
    for what in ("forward", "backward"):
        yield Row("gpu", f"{what}, {title}", figures[what], "the device's copy", figures["copy"], "cost")
    peer = context.peer("gate_composites.py", "--device", "cuda", "--batch", line["batch"], "--widths",
                        ",".join(map(str, line["widths"])), "--rounds", context.rounds(15, 3))
    for composite in peer.lines if peer else []:
        yield Row("gpu", f"forward + backward through autograd, {title}", figures["autograd"],
                  f"composite ({composite['what']})", Figure.of(composite))


def peer_steps(context, line, variants):
    return context.peer("search_loop.py", "--device", "cuda", *shape_arguments({**line, "threads": 2}, 2), "--steps",
                        context.rounds(40, 5), *variants)


def processor_steps(context, shape, what):
    ours = context.ours("bench_step", "--threads", 2, "--pairs", context.rounds(20, 5), shape)
    return Figure.of(ours.find(what=what))


def pair(context, shape, variants, title):
    ours = context.ours("bench_step", "--engine", "gpu", shape).find(what="pair")
    peer = peer_steps(context, ours, variants)
    for variant in variants:
        yield Row("gpu", title, Figure.of(ours), f"authors' loop on the GPU, {variant}",
                  Figure.of(context.peer_line(peer, what=variant)))
    yield Row("gpu", title, Figure.of(ours), "our processor path, 2 T", processor_steps(context, shape, "pair"))


def joint(context):
    ours = context.ours("bench_step", "--engine", "gpu", "industrial").find(what="joint")
    peer = peer_steps(context, ours, ["joint-loop"])
    title = "industrial step (joint), 500 fields, B 1024"
    yield Row("gpu", title, Figure.of(ours), "PyTorch on the GPU, loop composite",
              Figure.of(context.peer_line(peer, what="joint-loop")))
    yield Row("gpu", title, Figure.of(ours), "our processor path, 2 T", processor_steps(context, "industrial", "joint"))


def audits(context, title, epochs, arguments):
    """One audit on either device: seconds, and how far apart gates and test AUC are."""
    figures, results = {}, {}
    for device in ("cuda", "cpu"):
        outcome = context.ours("leap", "audit", *arguments, "--no-verdict", "--device", device, "--epochs", epochs,
                               "--patience", 0, "--json")
        figures[device] = Figure.over([outcome.seconds], "s")
        results[device] = json.loads(outcome.text)
    yield Row("gpu", f"{title}: whole audit", figures["cuda"], "our processor path", figures["cpu"])
    gates = {device: {field["name"]: field["gate"] for field in result["fields"]} for device, result in results.items()}
    apart = max(abs(gate - gates["cpu"][name]) for name, gate in gates["cuda"].items())
    yield Row("gpu", f"{title}: largest difference of a gate", Figure(apart, apart, apart, 1, ""), ratio="value")
    aucs = [result["totals"]["test_auc"] for result in results.values()]
    yield Row("gpu", f"{title}: test AUC on the GPU", Figure(aucs[0], aucs[0], aucs[0], 1, ""), "on the processor",
              Figure(aucs[1], aucs[1], aucs[1], 1, ""), ratio="value")
