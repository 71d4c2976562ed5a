"""Solves a public rostering instance (Curtois and Qu) with the program's own planner.

Run by hand: python tests/benchmarks/rostering.py FILE [--seconds N] [--workers N] [--out FILE]
"""

import argparse
import csv
import sys
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from guardapp.roster.planner import solve
from guardapp.roster.planner.problem import Progress, Roster
from tests.benchmarks.rostering_format import Instance, read

SECONDS: Final = 60.0
WORKERS: Final = 2


def told(progress: Progress, _roster: Roster) -> None:
    """Print a line of progress."""
    print(
        f"{progress.seconds:8.1f} s  objective {progress.objective}"
        f"  bound {progress.bound}  gap {progress.gap:.2%}",
        flush=True,
    )


def write(path: Path, instance: Instance, roster: Roster) -> None:
    """Write a row `employee,day,shift` for each shift worked."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("employee", "day", "shift"))
        for employee, row in zip(instance.employees, roster, strict=True):
            for day, kind in enumerate(row):
                if kind is not None:
                    rows.writerow((employee, day, instance.shifts[kind]))


def main(arguments: list[str]) -> int:
    """Solve the instance and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--workers", type=int, default=WORKERS)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path)
    given = parser.parse_args(arguments)
    instance = read(given.file)
    solution = solve(
        instance.problem,
        seconds=given.seconds,
        workers=given.workers,
        seed=given.seed,
        on_progress=told,
    )
    if given.out:
        write(given.out, instance, solution.roster)
    progress = solution.progress
    print(f"objective: {progress.objective}")
    print(f"bound: {progress.bound}")
    print(f"gap: {progress.gap:.2%}{' (proven optimal)' if solution.proven else ''}")
    print(f"seconds: {progress.seconds:.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
