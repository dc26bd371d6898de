# SPDX-License-Identifier: GPL-3.0-or-later
"""A control group with a memory limit, if the system allows it."""
import contextlib
import os
import pathlib

from lib.context import Missing

ROOT = pathlib.Path("/sys/fs/cgroup")


class MemoryGroup:
    def __init__(self, folder):
        self.folder = folder

    def enter(self, process):
        (self.folder / "cgroup.procs").write_text(str(process))


def place():
    """The folder for new groups, and the name of their limit."""
    if (ROOT / "memory" / "memory.limit_in_bytes").exists():
        return ROOT / "memory", "memory.limit_in_bytes"
    own = pathlib.Path("/proc/self/cgroup").read_text().strip().split("::")[-1].lstrip("/")
    return ROOT / own, "memory.max"


@contextlib.contextmanager
def limited_to(count):
    """A group of at most `count` bytes. @raises Missing"""
    parent, limit = place()
    group = MemoryGroup(parent / f"leap-bench-{os.getpid()}")
    try:
        group.folder.mkdir()
        (group.folder / limit).write_text(str(count))
    except OSError as problem:
        with contextlib.suppress(OSError):
            group.folder.rmdir()
        raise Missing(f"no control group can be made here ({problem})") from problem
    try:
        yield group
    finally:
        with contextlib.suppress(OSError):
            group.folder.rmdir()
