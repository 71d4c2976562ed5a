"""How fast the month planner fills a month: the sample hospital's, and one of 150 guards.

Run by hand: python -m tests.benchmarks.month_planner [--seconds N] [--large] [--data DIR]
"""

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from guardapp.app import FEATURES
from guardapp.app.matters import MATTERS
from guardapp.base.clock import ZONE, SetClock, at, to_ms
from guardapp.base.folder import open_to_read
from guardapp.people.model import Certificate, CertificateKind, Hours, Leave, LeaveKind
from guardapp.roster import rules, store, store_plan
from guardapp.roster import rules_hours as hours
from guardapp.roster.model import Assignment, Month
from guardapp.roster.model_plan import Plan
from guardapp.roster.model_planning import WHOLE, Pace, Settings
from guardapp.roster.planning import propose
from guardapp.roster.planning_flow import shortage_bound
from guardapp.roster.planning_problem import state
from guardapp.roster.rules_findings import Rule
from guardapp.roster.rules_proposal import Because, applied
from guardapp.sample.make import Sample, make
from tests.roster import plans

UNTIL = to_ms(datetime(2026, 11, 22, 21, 40, tzinfo=ZONE))
NEAR_BEST = 0.01
GUARDS, POSTS, ALWAYS = 150, 40, 30


def large(seed: int = 5) -> Plan:
    """Return a month of 150 guards and 40 posts, three in four open day and night."""
    chance = random.Random(seed)
    who = [plans.guard(number) for number in range(1, GUARDS + 1)]
    posts = [
        replace(
            plans.post(
                number,
                Hours.ALWAYS if number <= ALWAYS else Hours.OFFICE,
                certificate=chance.choice([None, None, CertificateKind.FIRE]),
            ),
            importance=chance.randrange(1, 4),
        )
        for number in range(1, POSTS + 1)
    ]
    first = plans.DECEMBER.first
    leaves = []
    for number in range(1, GUARDS + 1):
        if chance.random() < 0.4:
            begin = first + timedelta(days=chance.randrange(28))
            end = begin + timedelta(days=chance.randrange(1, 7))
            leaves.append(Leave(number, number, LeaveKind.ANNUAL, begin, end))
    papers = [
        Certificate(n, n, CertificateKind.FIRE, "", "", date(2022, 1, 1), date(2030, 1, 1))
        for n in range(1, GUARDS + 1)
        if chance.random() < 0.7
    ]
    return plans.plan(guards=who, posts=posts, certificates=papers, leaves=leaves)


def measure(name: str, plan: Plan, there: Sequence[Assignment], settings: Settings) -> None:
    """Plan a month and print what it took and how good it is."""
    began = time.perf_counter()
    first: list[float] = []
    near: list[float] = []

    def told(pace: Pace) -> None:
        now = time.perf_counter() - began
        first.append(now)
        if pace.gap <= NEAR_BEST:
            near.append(now)

    now_ms = UNTIL if there else at(date(2026, 11, 22), 0)
    found = propose(plan, there, WHOLE, settings, now_ms=now_ms, on_progress=told)
    took = time.perf_counter() - began
    stated = state(plan, there, WHOLE, settings, now_ms)
    bound = shortage_bound(plan, there, stated.holes())
    after = rules.check(plan, applied(plan, there, found.removed, found.placements))
    wrong = [one for one in after if one.rule is not Rule.UNFILLED]
    unproven = sum(one.because is Because.UNPROVEN for one in found.left)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{name}: {len(plan.guards)} guards, {len(plan.posts)} posts")
    print(f"  placed {len(found.placements)}, missing {found.missing}, flow's bound {bound}")
    print(f"  first complete roster after {first[0]:.2f} s")
    print(f"  within 1 % of the best proven after {near[0]:.1f} s" if near else "  not within 1 %")
    print(f"  gap at the end {found.pace.gap:.2%}, all in {took:.1f} s, memory {memory} MB")
    print(f"  other findings {len(wrong)}, findings not proven necessary {unproven}")


def sample(data: Path) -> tuple[Plan, list[Assignment]]:
    """Return the sample hospital's December and what stands in it."""
    with closing(open_to_read(data, FEATURES, SetClock(UNTIL))) as folder:
        tables, month = folder.journal.tables, Month(2026, 12)
        plan = store_plan.plan(tables, month)
        return plan, store.between(tables, *hours.around(month))


def main() -> None:
    """Measure the sample's month, and the large one when asked."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seconds", type=float, default=30)
    asked.add_argument("--workers", type=int, default=2)
    asked.add_argument("--large", action="store_true", help="also 150 guards at 40 posts")
    asked.add_argument("--data", type=Path, help="a folder with the sample, else it is made")
    chosen = asked.parse_args()
    settings = Settings(seconds=chosen.seconds, workers=chosen.workers)
    with tempfile.TemporaryDirectory() as made:
        data = chosen.data or Path(made) / "data"
        if chosen.data is None:
            make(data, FEATURES, MATTERS, Sample(UNTIL, months=1)).close()
        measure("sample", *sample(data), settings)
    if chosen.large:
        measure("large", large(), (), settings)


if __name__ == "__main__":
    main()
