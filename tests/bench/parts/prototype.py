# SPDX-License-Identifier: GPL-3.0-or-later
"""A search written by hand in one C++ file, outside this repository, as a peer of the search step.

It is compiled with -DNF=fields -DNB=batch and called as PROGRAM PREFIX bilevel uniform WEIGHT TAU BETA EPOCHS SEED.
PREFIX.i32 holds [rows, fields] codes from 1, PREFIX.y a byte per row, PREFIX.voc lines "name codes". Its first line of
output begins with "ep0 SECONDS": what its first epoch took, over the first 80 % of the rows, without the evaluation.
"""
import array
import random
import re

from lib.context import run
from lib.rows import Figure

ROWS = 2_000_000  # its clock has one decimal
TRAINING = 0.8


def write_rows(prefix, vocabularies):
    fields = len(vocabularies)
    codes = array.array("i", bytes(4 * ROWS * fields))
    draw = random.Random(1)
    for field, size in enumerate(vocabularies):
        codes[field::fields] = array.array("i", draw.choices(range(1, size), k=ROWS))
    with open(f"{prefix}.i32", "wb") as file:
        codes.tofile(file)
    with open(f"{prefix}.y", "wb") as file:
        file.write(bytes(draw.choices((0, 1), k=ROWS)))
    with open(f"{prefix}.voc", "w") as file:
        file.writelines(f"f{field} {size}\n" for field, size in enumerate(vocabularies))


def pair_of_steps(context, line):
    """@param line bench_step's, with batch and vocabularies @return Figure in ms, or None without a prototype"""
    if context.prototype is None:
        return None
    program, prefix = context.scratch / "prototype", context.scratch / "prototype-rows"
    run(["g++", "-O3", "-march=native", "-ffast-math", "-w", f"-DNF={len(line['vocabularies'])}",
         f"-DNB={line['batch']}", "-o", program, context.prototype])
    write_rows(prefix, line["vocabularies"])
    steps = int(TRAINING * ROWS) // line["batch"]
    times = []
    for seed in range(context.rounds(5, 1)):
        context.say(f"prototype, run {seed + 1}")
        text = run([program, prefix, "bilevel", "uniform", 0.1, 0.2, 0.99, 1, seed]).text
        found = re.match(r"ep0 ([0-9.]+)s", text)
        if not found:
            raise RuntimeError(f"{context.prototype} does not begin with 'ep0 SECONDS': {text[:80]}")
        times.append(1000 * float(found.group(1)) / steps)
    return Figure.over(times, "ms")
