# SPDX-License-Identifier: GPL-3.0-or-later
from lib.rows import Figure, Row, at_most


def measure(context):
    rows = context.rounds(500_000, 20_000)
    path = context.generated("criteo-like", rows)
    for threads in (1, 2):
        yield from measure_file(context, path, rows, threads)
    again = context.ours("bench_load", "--reopen", "--rounds", context.rounds(9, 1), path).find(what="reopen")
    yield Row("load", f"reopening its encoded store, {rows:,} x 40", Figure.of(again, "s", 1e-3), ratio="value",
              target=at_most(0.2))


def measure_file(context, path, rows, threads):
    rounds = context.rounds(5, 1)
    ours = context.ours("bench_load", "--threads", threads, "--rounds", rounds, path)
    whole = ours.find(what="read and encode")
    title = f"CSV to encoded rows, {rows:,} x 40, {threads} T"
    for reader, target in (("pyarrow", at_most(2.5)), ("pandas", None)):
        peer = context.peer("read_csv.py", "--reader", reader, "--threads", threads, "--rounds", rounds, path)
        yield Row("load", title, Figure.of(whole), f"{reader} read alone",
                  Figure.of(context.peer_line(peer, what=reader)), "cost", target)
    memory = whole["memory_mib"]
    yield Row("load", f"peak memory of it, {threads} T", Figure(memory, memory, memory, 1, "MiB"), ratio="value")
