# SPDX-License-Identifier: GPL-3.0-or-later
"""The virtual environment of the peers, outside the repository."""
import hashlib
import os
import pathlib
import subprocess
import sys

from lib.context import PEERS

REQUIREMENTS = PEERS / "requirements.txt"


def folder():
    cache = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache")
    digest = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()[:12]
    return cache / "leap-studio" / f"bench-peers-{digest}"


def find():
    """The Python of the environment; None if the environment is incomplete."""
    python = folder() / "bin" / "python"
    return python if python.exists() and (folder() / "complete").exists() else None


def make():
    """Creates the environment or reuses it; None, with a message, if pip fails."""
    python = find()
    if python:
        return python
    print(f"bench: creating the environment of the peers in {folder()}", file=sys.stderr)
    try:
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder())], check=True)
        python = folder() / "bin" / "python"
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r",
                        str(REQUIREMENTS)], check=True)
        (folder() / "complete").touch()
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"bench: no peers: {error}", file=sys.stderr)
        return None
    return python
