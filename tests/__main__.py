"""Runs every check and test: formatting, lint, types, then pytest with the arguments given."""

import os
import subprocess
import sys

from main import ROOT, ready_python

CHECKS = {
    "ruff format": ["ruff", "format", "--check", "."],
    "ruff check": ["ruff", "check", "--output-format", "concise", "."],
    "mypy": ["mypy"],
}


def main(arguments: list[str]) -> int:
    """Run all checks, even after one failed; return 0 where none did, else 1."""
    python = str(ready_python())
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}

    def passes(name: str, command: list[str]) -> bool:
        print(f"== {name}", flush=True)
        run = subprocess.run([python, "-m", *command], cwd=ROOT, env=environment, check=False)
        return run.returncode == 0

    failed = [name for name, command in CHECKS.items() if not passes(name, command)]
    if failed:
        print(f"!! failed before pytest: {', '.join(failed)}", flush=True)
    return 0 if passes("pytest", ["pytest", *arguments]) and not failed else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
