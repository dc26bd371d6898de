# SPDX-License-Identifier: GPL-3.0-or-later
"""The paper's Table 3 on ML-1M: the model built up from the highest gates, then each dropped field on top of it."""
from parts import program

PAPER = {  # gate, validation AUC of the step that adds the field
    "title": (0.995, 0.7336), "user_id": (0.941, 0.8073), "genres": (0.757, 0.8105), "movie_id": (0.0, 0.8099),
    "zip": (0.0, 0.8105), "age": (0.0, 0.8106), "occupation": (0.0, 0.8106), "gender": (0.0, 0.8107),
    "timestamp": (0.0, 0.7938),
}


def measure(leap, plan):
    asked = plan["stepwise"]
    run = leap.path("stepwise.leap")
    if not run.exists():
        leap.run("audit", "--no-verdict", *program.ml_1m(), *asked["audit"], "--threads", leap.threads, "--out", run)
    return leap.result("stepwise", "stepwise", run, "--retrain-seeds", asked["retrain_seeds"], threads=False)


def lines(result):
    for part, steps in (("retained", result["built"]), ("on top of these", result["tested"])):
        for step in steps:
            gate, auc = PAPER[step["added"]]
            yield [part, step["added"], program.number(step["gate"], 3), program.number(step["metric"]),
                   program.number(step["gain"]), program.number(step["row_error"]), step["utility"],
                   program.number(gate, 3), program.number(auc)]


def markdown(result):
    return program.table(["part", "field", "gate", "validation AUC", "gain", "its error", "reading", "the paper's gate",
                          "its AUC at the field's step"], lines(result))
