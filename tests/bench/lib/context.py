# SPDX-License-Identifier: GPL-3.0-or-later
"""Where things are, and how they are run."""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[3]
PEERS = ROOT / "tests" / "bench" / "peers"
# glibc then keeps freed memory instead of returning it to the kernel: a fairer comparison.
REUSED_MEMORY = {"MALLOC_MMAP_THRESHOLD_": str(1 << 32), "MALLOC_TRIM_THRESHOLD_": str(1 << 33)}


class Missing(Exception):
    """A missing program, peer or file."""


class Outcome:
    """A finished process: its output, the JSON lines of it, seconds by the wall and of the processor, and peak memory."""

    def __init__(self, text, errors, seconds, processor_seconds, memory_mib):
        self.text = text
        self.errors = errors  # the other output
        self.lines = json_lines(text)
        self.seconds = seconds
        self.processor_seconds = processor_seconds
        self.memory_mib = memory_mib

    def find(self, **keys):
        """The line with these values; None without one."""
        for line in self.lines:
            if all(line.get(key) == value for key, value in keys.items()):
                return line
        return None


def json_lines(text):
    lines = []
    for line in text.splitlines():
        if line.startswith("{") and line.endswith("}"):
            try:
                lines.append(json.loads(line))
            except ValueError:
                pass
    return lines


def run(command, environment=None, cwd=None, group=None):
    """Runs to the end, in a control group if one is given. @raises RuntimeError with the output if it fails."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        process = subprocess.Popen([str(part) for part in command], stdout=output, stderr=errors, cwd=cwd,
                                   env={**os.environ, **(environment or {})},
                                   preexec_fn=(lambda: group.enter(os.getpid())) if group else None)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        errors.seek(0)
        text = output.read().decode(errors="replace")
        said = errors.read().decode(errors="replace")
        if process.returncode != 0:
            raise RuntimeError(f"{command[0]} ended with {process.returncode}: {said[-800:]}")
    return Outcome(text, said, seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


class Context:
    def __init__(self, build, scratch, python, quick, data, prototype=None):
        self.build = build
        self.scratch = scratch
        self.python = python  # of the peers' environment; None = missing
        self.quick = quick
        self.data = data  # folder with private data; None = missing
        self.prototype = prototype  # a C++ file, see parts/prototype.py; None = missing
        self.problems = []
        self._generated = {}

    def say(self, text):
        print(f"bench: {text}", file=sys.stderr, flush=True)

    def rounds(self, usual, quick):
        return quick if self.quick else usual

    def program(self, name):
        for folder in ("tests", "bin"):
            path = self.build / folder / name
            if path.exists():
                return path
        raise Missing(f"{name} is not built in {self.build}")

    def ours(self, name, *arguments, keep_cache=False, group=None):
        """With a private cache, empty unless an earlier one is kept, so that nothing is reused by accident."""
        cache = self.scratch / "cache"
        if not keep_cache:
            shutil.rmtree(cache, ignore_errors=True)
        self.say(" ".join([name, *(str(part) for part in arguments)])[:110])
        return run([self.program(name), *arguments], {"XDG_CACHE_HOME": str(cache)}, cwd=self.scratch, group=group)

    def peer(self, script, *arguments, environment=None):
        """None, with one message, if the environment of the peers is missing or the peer fails."""
        if self.python is None:
            return None
        self.say(" ".join([script, *(str(part) for part in arguments)])[:110])
        try:
            return run([self.python, "-B", PEERS / script, *arguments], environment)
        except RuntimeError as error:
            self.problems.append(f"{script}: {error}")
            return None

    def peer_line(self, outcome, **keys):
        return None if outcome is None else outcome.find(**keys)

    def generated(self, name, rows, *arguments, ending=".csv"):
        """A generated file, made once per run."""
        key = (name, rows, ending)
        if key not in self._generated:
            path = self.scratch / f"{name}-{rows}{ending}"
            self.ours("leap", "generate", name, "--rows", rows, "--seed", 1, *arguments, "--out", path)
            self._generated[key] = path
        return self._generated[key]

    def private(self, name):
        path = self.data / name if self.data else None
        return path if path and path.exists() else None
