# SPDX-License-Identifier: GPL-3.0-or-later
"""LeAP, LeAP-Base and LeAP-Exact side by side: retrained AUC over five searches, and what the penalty's size does."""
import math

from parts import comparison, industrial, program

T_95 = {2: 12.71, 3: 4.30, 4: 3.18, 5: 2.78}  # two-sided, searches - 1 degrees of freedom


def files_of(leap, plan, name):
    """@param name one of comparison.SETS, or industrial- and the useless share in per cent"""
    if not name.startswith("industrial-"):
        return comparison.SETS[name]()
    share = int(name.removeprefix("industrial-")) / 100
    return industrial.make(leap, plan, "industrial", plan["industrial"]["rows"], share, plan["industrial"]["seeds"][0])[0]


def shares_of(plan, name):
    return plan["forms"]["industrial_alpha_shares" if name.startswith("industrial-") else "alpha_shares"]


def measure(leap, plan, name, share):
    asked = plan["forms"]
    return leap.result(f"forms-{name}-{share}", "compare", *files_of(leap, plan, name),
                       "--selectors", ",".join(asked["selectors"]), "--keep-ratios", "0.5,0.25",
                       "--search-seeds", asked["search_seeds"], "--retrain-seeds", asked["retrain_seeds"],
                       "--alpha-share", share)


def mean_and_half_width(row):
    """Over searches: their means' mean and half its 95 % interval."""
    means = [sum(one["auc"]) / len(one["auc"]) for one in row["sets"]]
    mean = sum(means) / len(means)
    if len(means) < 2:
        return mean, None
    deviation = math.sqrt(sum((one - mean) ** 2 for one in means) / (len(means) - 1))
    return mean, T_95.get(len(means), 2.0) * deviation / math.sqrt(len(means))


def named(fields, most=9):
    return ", ".join(fields) if len(fields) <= most else f"{len(fields)} fields"


def markdown(results):
    """@param results {(set, share): JSON}"""
    rows = []
    for (name, share), result in results.items():
        for row in result["results"]:
            if row["selector"] == "no-select" and (row["keep_ratio"] != 0.5 or share != 0.3):
                continue
            mean, half = mean_and_half_width(row)
            rows.append([name, f"{100 * row['keep_ratio']:g} %", share, row["selector"], program.number(mean),
                         "-" if half is None else "± " + program.number(half),
                         program.number(row["search_seconds"], 1), named(row["kept"])])
    rows.sort(key=lambda row: (row[0], row[1], row[3], row[2]))
    return program.table(["set", "kept", "K", "selector", "test AUC", "95 %", "search, s", "kept most often"], rows)
