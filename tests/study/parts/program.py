# SPDX-License-Identifier: GPL-3.0-or-later
"""The program, its kept results and tables."""
import json
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[3]
FLIGHTS = [ROOT / "sample_data" / "flights" / "flights_ctr.csv.gz", "--label", "late"]
ADULT = [ROOT / "sample_data" / "adult" / "adult.data", "--no-header", "--label", "c14", "--positive", ">50K"]


class Missing(Exception):
    """A file that is not there."""


def ml_1m():
    folder = os.environ.get("LEAP_DATA_DIR")
    path = pathlib.Path(folder or ".") / "ml-1m.csv.gz"
    if folder is None or not path.exists():
        raise Missing("ml-1m.csv.gz: name its folder by LEAP_DATA_DIR")
    return [path, "--label", "rating", "--positive-above", "3", "--all-categorical", "--batch", "256"]


class Program:
    """Runs leap; results are kept by name in the work folder."""

    def __init__(self, build, work, threads):
        self.leap = build / "bin" / "leap"
        self.work = work
        self.threads = threads

    def path(self, name):
        return self.work / name

    def run(self, *arguments):
        command = [str(part) for part in (self.leap, *arguments)]
        print("+ " + " ".join(command[1:]), file=sys.stderr, flush=True)
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"leap {command[1]} failed with {done.returncode}: {done.stderr[-2000:]}")
        return done.stdout

    def printed(self, name, *arguments):
        """The JSON that `arguments` print; kept under `name`."""
        path = self.path(name + ".json")
        if not path.exists():
            path.write_text(self.run(*arguments, "--threads", self.threads))
        return json.loads(path.read_text())

    def result(self, name, *arguments, threads=True):
        """The JSON that `arguments ... --out` writes; kept under `name`. `threads`: the command can be told how many."""
        path = self.path(name + ".json")
        if not path.exists():
            self.run(*arguments, *(["--threads", self.threads] if threads else []), "--out", path)
        return json.loads(path.read_text())


def table(head, rows):
    """A Markdown table; numbers are formatted by the caller."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines)


def number(value, digits=4):
    """As the paper writes it: .8097; a dash for what is undefined."""
    if value is None:
        return "-"
    text = f"{value:.{digits}f}"
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text
