# SPDX-License-Identifier: GPL-3.0-or-later
"""What a search costs as fields are added: LeAP's is one training, a shuffle per field is not."""
from parts import chart, program


def measure(leap, plan):
    asked = plan["growth"]
    for fields in asked["fields"]:
        path = leap.path(f"growth-{fields}.csv")
        if not path.exists():
            leap.run("generate", "industrial", "--rows", asked["rows"], "--fields", fields, "--columns",
                     fields * asked["columns_a_field"], "--seed", 1, "--out", path)
        result = leap.result(f"growth-{fields}", "compare", path, "--schema", f"{path}.schema.json", "--selectors",
                             ",".join(asked["selectors"]), "--keep-ratios", "0.5", "--search-seeds", 1,
                             "--retrain-seeds", 1, "--epochs", asked["epochs"])
        for row in result["results"]:
            if row["selector"] != "no-select":
                yield {"fields": fields, "selector": row["selector"], "seconds": row["search_seconds"],
                       "passes": row["forward_passes"], "auc": row["auc"]}


def markdown(rows):
    return program.table(["fields", "selector", "search, s", "forward passes", "retrained AUC"],
                         [[row["fields"], row["selector"], program.number(row["seconds"], 1), row["passes"],
                           program.number(row["auc"])] for row in rows])


def drawn(rows):
    """The same seconds as a chart."""
    series = {}
    for row in rows:
        series.setdefault(row["selector"], []).append((row["fields"], row["seconds"]))
    return chart.svg(series, "fields", "seconds of a search")
