# SPDX-License-Identifier: GPL-3.0-or-later
"""The result as a table for a terminal and as RESULTS.md."""
import datetime
import os
import platform
import subprocess

from lib.context import ROOT

TITLES = ["part", "what", "ours", "spread", "against", "its spread", "ratio", "target", "note"]


def table(rows):
    cells = [TITLES] + [row.cells() for row in rows]
    used = [i for i in range(len(TITLES)) if any(line[i] for line in cells[1:])]
    widths = [max(len(line[i]) for line in cells) for i in range(len(TITLES))]
    return "\n".join("  ".join(line[i].ljust(widths[i]) for i in used).rstrip() for line in cells)


def markdown_table(rows):
    lines = ["| " + " | ".join(TITLES) + " |", "|" + "---|" * len(TITLES)]
    lines += ["| " + " | ".join(row.cells()) + " |" for row in rows]
    return "\n".join(lines)


def output_of(command, cwd=ROOT):
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True, cwd=cwd).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def processor():
    with open("/proc/cpuinfo", encoding="ascii", errors="replace") as file:
        for line in file:
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor() or "unknown"


def gpus():
    """Name, memory and driver of each; none without NVIDIA's driver."""
    return output_of(["nvidia-smi", "--query-gpu=name,memory.total,driver_version", "--format=csv,noheader"]).splitlines()


def memory_gib():
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / (1 << 30)


def build_type(build):
    try:
        for line in (build / "CMakeCache.txt").read_text().splitlines():
            if line.startswith("CMAKE_BUILD_TYPE"):
                return line.split("=", 1)[1]
    except OSError:
        pass
    return "unknown"


def peer_versions(python):
    if python is None:
        return "missing"
    frozen = output_of([str(python), "-m", "pip", "freeze", "--disable-pip-version-check"]).splitlines()
    wanted = ("numpy==", "pandas==", "pyarrow==", "scikit-learn==", "torch==")
    return ", ".join(line.replace("==", " ") for line in frozen if line.startswith(wanted))


def conditions(context, load_before, minutes):
    """What the figures depend on, as (name, value)."""
    revision = output_of(["git", "rev-parse", "--short", "HEAD"])
    changed = output_of(["git", "status", "--porcelain", "--untracked-files=no"])
    return [
        ("date", datetime.datetime.now().astimezone().strftime("%Y-%m-%d %H:%M %Z")),
        ("machine", f"{processor()}, {os.cpu_count()} cores, {memory_gib():.0f} GiB"),
        *[("GPU", name) for name in gpus()],
        ("system", f"{platform.system()} {platform.release()}, {platform.libc_ver()[0]} {platform.libc_ver()[1]}"),
        ("revision", (revision or "unknown") + (" with changes" if changed else "")),
        ("build", build_type(context.build)),
        ("peers", peer_versions(context.python)),
        ("load average", f"{load_before:.1f} before, {os.getloadavg()[0]:.1f} after; {minutes:.0f} minutes"),
    ]


def markdown(rows, facts, problems):
    text = ["# Results", "",
            "Written by `tests/bench/run`; not to be edited by hand. Times are medians, of the processor where one thread works and by the "
            "clock on the wall otherwise; the spread is from the 10th to the 90th "
            "percentile, or from the least to the most where whole programs ran a few times. A ratio `x` says how many times "
            "faster ours is, or where the target is an upper limit, how many times as much ours costs. `missing`: the peer was "
            "not there.", "", "| | |", "|---|---|"]
    text += [f"| {name} | {value} |" for name, value in facts]
    text += ["", markdown_table(rows), ""]
    if problems:
        text += ["## What went wrong", ""] + [f"- {problem}" for problem in problems] + [""]
    return "\n".join(text)
