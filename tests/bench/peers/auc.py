#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The AUC of random float32 scores with scikit-learn, as one JSON object."""
import argparse

import numpy
from sklearn.metrics import roc_auc_score

from report import print_line, seconds


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scores", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=9)
    arguments = parser.parse_args()
    draw = numpy.random.default_rng(0)
    score = draw.standard_normal(arguments.scores).astype(numpy.float32)
    label = (draw.random(arguments.scores) < 0.2).astype(numpy.float32)
    times = []
    for _ in range(arguments.rounds + 1):
        start = seconds(1)
        roc_auc_score(label, score)
        times.append((seconds(1) - start) * 1e3)
    print_line({"what": "scikit-learn"}, times[1:])


if __name__ == "__main__":
    main()
