# SPDX-License-Identifier: GPL-3.0-or-later
"""Table 2: AUC after retraining what each selector keeps, and S_AUC over the sets."""
from parts import program

PAPER = {  # the ML-1M column of the paper's Table 2
    "no-select": {0.5: 0.7950, 0.25: 0.7950},
    "lasso": {0.5: 0.6484, 0.25: 0.5286}, "xgboost": {0.5: 0.8097, 0.25: 0.7338},
    "random-forest": {0.5: 0.7924, 0.25: 0.6946}, "shark": {0.5: 0.8097, 0.25: 0.8078},
    "lpfs": {0.5: 0.8097, 0.25: 0.8078}, "sfs": {0.5: 0.7946, 0.25: 0.8078},
    "autofield": {0.5: 0.8077, 0.25: 0.8068}, "leap": {0.5: 0.8097, 0.25: 0.8078},
}
SETS = {
    "ml-1m": program.ml_1m,
    "flights": lambda: program.FLIGHTS,
    "flights-time": lambda: [*program.FLIGHTS, "--split", "time:month"],
    "adult": lambda: program.ADULT,
}


BY_TIME = {"flights-time"}  # beside the same set split at random: S_AUC is over different sets


def measure(leap, plan, name):
    """One set's comparison. @return the JSON of leap compare"""
    asked = plan["comparison"]
    return leap.result(f"compare-{name}", "compare", *SETS[name](), "--selectors", "all",
                       "--keep-ratios", ",".join(str(ratio) for ratio in asked["keep_ratios"]),
                       "--search-seeds", asked["search_seeds"], "--retrain-seeds", asked["retrain_seeds"])


def cells(results):
    """{ratio: {selector: {set: row}}}"""
    found = {}
    for name, result in results.items():
        for row in result["results"]:
            found.setdefault(row["keep_ratio"], {}).setdefault(row["selector"], {})[name] = row
    return found


def s_auc(rows, best):
    sets = [name for name in best if name not in BY_TIME]
    shares = [rows[name]["auc"] / best[name] for name in sets if name in rows and rows[name]["auc"]]
    return sum(shares) / len(shares) if sets and len(shares) == len(sets) else None


def lines(ratio, selectors, names):
    best = {name: max(rows[name]["auc"] for rows in selectors.values() if name in rows) for name in names}
    for selector, rows in selectors.items():
        line = [selector]
        for name in names:
            row = rows.get(name)
            line.append(f"{program.number(row['auc'])} ± {program.number(row['auc_sd'])}" if row else "-")
            if name == "ml-1m":
                line.append(program.number(PAPER.get(selector, {}).get(ratio)))
        line.append(program.number(s_auc(rows, best)))
        line.append(" / ".join(program.number(rows[name]["search_seconds"], 1) for name in names if name in rows))
        yield line


def markdown(results):
    names = list(results)
    head = ["selector"]
    for name in names:
        head += [name] + (["the paper's ml-1m"] if name == "ml-1m" else [])
    head += ["S_AUC", "search, s"]
    parts = []
    for ratio, selectors in sorted(cells(results).items(), reverse=True):
        parts.append(f"Kept {100 * ratio:g} % of the fields:\n\n" + program.table(head, lines(ratio, selectors, names)))
    return "\n\n".join(parts)
