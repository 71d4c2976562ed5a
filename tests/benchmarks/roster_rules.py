"""How long the rules take at 150 guards, 40 posts and 31 days, as times of a plain count.

Run by hand: python -m tests.benchmarks.roster_rules
The plain count sums each guard's minutes by day in the same run, so that figures of different
computers compare. Ask for: a whole check in 100 ms, an edit with all rules in 50 ms, a call-off
in 1 s.
"""

import random
import time
from collections.abc import Callable
from dataclasses import replace

from guardapp.people.model import (
    Certificate,
    CertificateKind,
    Leave,
    LeaveKind,
    Restriction,
)
from guardapp.roster import calloff, editing, rules
from guardapp.roster.board import Board
from guardapp.roster.model import Assignment
from guardapp.roster.model_plan import Plan
from guardapp.roster.rules_findings import Rule
from tests.roster import plans

GUARDS, POSTS, ROUNDS = 150, 40, 5
CHANCE = random.Random(7)


def hospital() -> Plan:
    """Return a plan in which every kind of limit is used."""
    kinds = list(CertificateKind)
    people = [plans.guard(number) for number in range(1, GUARDS + 1)]
    days = plans.DECEMBER.days
    return plans.plan(
        guards=people,
        posts=[
            plans.post(number, certificate=kinds[number % 4] if number % 3 == 0 else None)
            for number in range(1, POSTS + 1)
        ],
        certificates=[
            Certificate(one.id, one.id, kind, "", "", days[0], days[-1])
            for one in people
            for kind in kinds[: one.id % 5]
        ],
        leaves=[
            Leave(one.id, one.id, LeaveKind.ANNUAL, days[one.id % 25], days[one.id % 25 + 4])
            for one in people[::6]
        ],
        restrictions={
            one.id: (Restriction(one.id, one.id, days[0], None, consented=False),)
            for one in people[::20]
        },
        known_posts={one.id: frozenset(range(1, 30)) for one in people[::3]},
        apart=tuple((one, one + 1) for one in range(1, 21, 2)),
    )


def month(plan: Plan) -> list[Assignment]:
    """Return a month of three shifts in turn, six days a week for each guard."""
    those = [
        plans.assigned(
            guard,
            1 + (guard + place) % POSTS,
            plans.SHIFTS[(place + guard) // 7 % 3],
            day,
        )
        for guard in plan.guards
        for place, day in enumerate(plan.month.days)
        if (place + guard) % 7
    ]
    return sorted(those, key=lambda one: (one.start_ms, one.id))


def best(act: Callable[[], object]) -> float:
    """Return the least milliseconds of some runs."""
    took = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        act()
        took.append((time.perf_counter() - begin) * 1000)
    return min(took)


def plain_count(those: list[Assignment]) -> dict[tuple[int, object], int]:
    """Return the minutes by guard and day: what the figures are compared with."""
    found: dict[tuple[int, object], int] = {}
    for one in those:
        key = one.guard, one.duty_date
        found[key] = found.get(key, 0) + one.minutes
    return found


def main() -> None:
    """Measure and print."""
    plan = hospital()
    those = month(plan)
    board = Board(plan)
    board.update(those)

    edits = []
    for _ in range(ROUNDS):
        place = CHANCE.randrange(len(those))
        those[place] = replace(those[place], guard=CHANCE.randint(1, GUARDS))
        edits.append([replace(one) for one in those])  # as read anew from the file

    def edit() -> None:
        board.update(edits.pop())
        board.findings()

    missing = next(one for one in those if one.duty_date.day == 15)
    kind = plan.shifts[missing.shift]
    rest = next(one for one in board.findings() if one.guard and one.assignments)
    short = next(one for one in board.findings() if one.rule is Rule.UNFILLED)
    base = best(lambda: plain_count(those))
    print(f"{len(those)} assignments; a plain count {base:.2f} ms")
    for name, act in (
        ("a whole check", lambda: rules.check(plan, those)),
        ("a board made and filled", lambda: Board(plan).update(those)),
        ("an edit, all rules checked again", edit),
        ("who could stand in, with costs", lambda: calloff.options(board, missing, 0)),
        ("candidates of a slot", lambda: editing.candidates(board, 1, kind, missing.duty_date)),
        ("replacements of a finding", lambda: editing.replacements(board, rest)),
        ("who fills a gap", lambda: editing.replacements(board, short)),
    ):
        took = best(act)
        print(f"{name:36}{took:8.1f} ms{took / base:8.0f} times")


if __name__ == "__main__":
    main()
