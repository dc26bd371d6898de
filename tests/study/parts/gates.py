# SPDX-License-Identifier: GPL-3.0-or-later
"""What the gates themselves do, form by form: how far they polarise, and what noise that can be memorised gets."""
import statistics

from parts import program

FORMS = {
    "leap": ["permute", "adaptive"], "leap-base": ["permute", "uniform"],
    "leap-exact-permute": ["exact-permute", "adaptive"], "leap-exact-permute-base": ["exact-permute", "uniform"],
    "leap-exact-drop": ["exact-drop", "adaptive"], "leap-exact-drop-base": ["exact-drop", "uniform"],
}


def planted(leap, rows):
    path = leap.path(f"planted-{rows}.csv")
    if not path.exists():
        leap.run("generate", "planted", "--rows", rows, "--seed", 1, "--out", path)
    return [path, "--label", "y", "--accept", "constant,twin_2"]  # left out by themselves


def measure(leap, plan):
    asked = plan["gates"]
    sets = {"planted": planted(leap, asked["rows"]), "flights": program.FLIGHTS, "adult": program.ADULT}
    for name, files in sets.items():
        for form, (gate, penalty) in FORMS.items():
            runs = [leap.printed(f"gates-{name}-{form}-{seed}", "audit", *files, "--no-verdict", "--gate-form", gate, "--penalty",
                                 penalty, "--epochs", asked["epochs"][name], "--seed", seed, "--json")
                    for seed in range(asked["search_seeds"])]
            yield {"set": name, "form": form, "polarisation": [run["totals"]["polarisation"] for run in runs],
                   "noise": {field: [gate_of(run, field) for run in runs]
                             for field in (asked["noise"] if name == "planted" else [])}}


def gate_of(run, name):
    return next(field["gate"] for field in run["fields"] if field["name"] == name)


def spread(values):
    return f"{program.number(statistics.mean(values), 3)} ± {program.number(statistics.stdev(values), 3)}"


def markdown(rows):
    noise = next((list(row["noise"]) for row in rows if row["noise"]), [])
    return program.table(["set", "selector", "polarisation", *(f"gate of {name}" for name in noise)],
                         [[row["set"], row["form"], spread(row["polarisation"]),
                           *(spread(row["noise"][name]) if row["noise"] else "-" for name in noise)] for row in rows])
