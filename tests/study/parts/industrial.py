# SPDX-License-Identifier: GPL-3.0-or-later
"""Generated industrial sets: who drops useful fields, who finds the useless ones, and the paper's Table 4."""
import json

from parts import program


def make(leap, plan, name, rows, share, seed):
    """@return the arguments that name the set, and its truth"""
    asked = plan["industrial"]
    path = leap.path(f"{name}-{share}-{seed}.csv")
    truth = path.with_name(path.name + ".truth.json")
    if not truth.exists():
        leap.run("generate", "industrial", "--rows", rows, "--fields", asked["fields"], "--columns",
                 asked["columns"], "--useless-share", share, "--seed", seed, "--out", path)
    return [path, "--schema", path.with_name(path.name + ".schema.json")], json.loads(truth.read_text())


def useless(truth):
    return {field["name"] for field in truth["fields"] if field["expected"] == "drop"}


def false_drops(truth, kept):
    """Useful fields, and groups of which one is enough, that are not kept. @return (missed, all)"""
    wanted = [{field["name"]} for field in truth["fields"] if field["expected"] == "keep"]
    groups = {}
    for field in truth["fields"]:
        if field["expected"] == "one-of":
            groups.setdefault(field["group"], set()).add(field["name"])
    wanted += groups.values()
    return sum(1 for names in wanted if not names & kept), len(wanted)


def searchable(truth):
    return [field["name"] for field in truth["fields"] if field["expected"] != "leak"]


def measure(leap, plan, share, seed):
    """Every selector keeps as many fields as are not useless. @return rows of figures"""
    asked = plan["industrial"]
    files, truth = make(leap, plan, "industrial", asked["rows"], share, seed)
    fields, bad = searchable(truth), useless(truth)
    ratio = (len(fields) - len(bad) + 0.5) / len(fields)
    result = leap.result(f"industrial-{share}-{seed}-compare", "compare", *files, "--selectors", "all",
                         "--keep-ratios", f"{ratio:.6f}", "--search-seeds", asked["search_seeds"], "--retrain-seeds",
                         asked["retrain_seeds"])
    for row in result["results"]:
        kept = set(row["kept"])
        missed, wanted = false_drops(truth, kept)
        yield {"share": share, "seed": seed, "selector": row["selector"], "missed": missed, "wanted": wanted,
               "found": len(bad - kept), "useless": len(bad), "auc": row["auc"], "gauc": row.get("gauc"),
               "seconds": row["search_seconds"]}


def curve(leap, plan, share, seed):
    """Table 4: the most columns pruned without loss beyond the margin. @return rows"""
    asked = plan["curve"]
    files, _ = make(leap, plan, "curve", asked["rows"], share, seed)
    result = leap.result(f"curve-{share}-{seed}", "roi", *files, "--selectors", ",".join(asked["selectors"]),
                         "--points", asked["points"], "--retrain-seeds", asked["retrain_seeds"])
    for one in result["curves"]:
        safe = [point for point in one["points"] if -(point["gain_lower_95"] or 0) < asked["margin"]]
        most = max(safe, key=lambda point: point["columns_pruned"])
        yield {"share": share, "seed": seed, "selector": one["selector"], "metric": result["metric"],
               "pruned": most["columns_pruned"] / result["columns"], "gain": most["gain"],
               "lower": most["gain_lower_95"]}


def markdown(rows, good):
    by = {}
    for row in rows:
        by.setdefault((row["share"], row["selector"]), []).append(row)
    lines = []
    for (share, selector), cells in sorted(by.items()):
        missed = sum(cell["missed"] for cell in cells) / max(1, sum(cell["wanted"] for cell in cells))
        found = sum(cell["found"] for cell in cells) / max(1, sum(cell["useless"] for cell in cells))
        passes = missed <= good["false_drop_rate"] and found >= good["useless_recall"]
        lines.append([f"{100 * share:g} %", selector, len(cells), program.number(missed, 3), program.number(found, 3),
                      "yes" if passes else "no", program.number(sum(cell["auc"] for cell in cells) / len(cells)),
                      program.number(sum(cell["seconds"] for cell in cells) / len(cells), 1)])
    return program.table(["useless", "selector", "sets", "false-drop rate", "useless found", "good", "test AUC",
                          "search, s"], lines)


def curve_markdown(rows):
    return program.table(["useless", "seed", "selector", "metric", "columns pruned without loss", "gain", "lower 95 %"],
                         [[f"{100 * row['share']:g} %", row["seed"], row["selector"], row["metric"],
                           f"{100 * row['pruned']:.1f} %", program.number(row["gain"], 5),
                           program.number(row["lower"], 5)] for row in rows])
