# SPDX-License-Identifier: GPL-3.0-or-later
from lib.rows import Figure, Row, at_least


def measure(context):
    scores = 1_000_000
    ours = context.ours("bench_auc", "--scores", scores, "--rounds", context.rounds(21, 3)).lines[0]
    peer = context.peer("auc.py", "--scores", scores, "--rounds", context.rounds(9, 2))
    yield Row("auc", "1 M scores", Figure.of(ours), "scikit-learn",
              Figure.of(context.peer_line(peer, what="scikit-learn")), target=at_least(10))
