"""The planner finds the best roster, keeps what is hard, and ends as it is asked to."""

from pathlib import Path

import pytest
from hypothesis import given, settings

from guardapp.roster.planner import Cover, Kind, Person, Problem, Progress, Roster, Tally, solve
from tests.benchmarks.rostering import write
from tests.benchmarks.rostering_check import check
from tests.benchmarks.rostering_format import read
from tests.roster.planner.brute import cheapest, cost_of, lawful, meet
from tests.roster.planner.problems import problems

INSTANCE = Path(__file__).parent / "instance.txt"
DAY = Kind(480)


def covered(days: int, wanted: int, persons: list[Person]) -> Problem:
    return Problem(
        days, (DAY,), tuple(persons), tuple(Cover(d, 0, 0, wanted, 100) for d in range(days))
    )


@settings(max_examples=60, deadline=None)
@given(problems())
def test_a_small_problem_is_solved_as_by_trying_everything(problem: Problem) -> None:
    best = cheapest(problem)
    found = solve(problem, seconds=None, steps=40)
    assert best is not None
    for person, row in zip(problem.persons, found.roster, strict=True):
        assert lawful(problem, person, row)
    assert not meet(problem, found.roster)
    assert found.progress.objective == cost_of(problem, found.roster)
    assert found.progress.bound <= best[0] <= found.progress.objective
    if found.proven:
        assert found.progress.objective == best[0]


@pytest.mark.parametrize(
    "problem",
    [
        Problem(0, (), (), ()),
        Problem(3, (DAY,), (), ()),
        Problem(3, (DAY,), (), (Cover(1, 0, 0, 2, 100),)),
        Problem(3, (DAY,), (Person((3,)),), ()),
        covered(1, 1, [Person((0,))]),
    ],
)
def test_an_empty_problem_has_an_answer(problem: Problem) -> None:
    found = solve(problem, seconds=2)
    assert found.proven
    assert found.progress.objective == sum(c.wanted * c.under for c in problem.cover)


def test_too_few_guards_leave_the_cheapest_places_empty() -> None:
    cover = (Cover(0, 0, 0, 1, 10), Cover(0, 0, 1, 1, 30), Cover(0, 0, 2, 1, 20))
    both, one = Person((1,), frozenset({0, 1})), Person((1,), frozenset({1, 2}))
    found = solve(Problem(1, (DAY,), (both, one), cover), seconds=2)
    assert found.progress.objective == 10
    assert found.proven


def test_what_is_fixed_stays_and_may_break_what_is_hard() -> None:
    guard = Person((9,), fixed=dict.fromkeys(range(4), (0,)), max_run=2)
    found = solve(covered(8, 1, [guard]), seconds=5)
    assert found.roster[0][:5] == (None,) * 5
    assert found.proven


def test_a_least_that_cannot_be_reached_is_missed_by_as_little_as_can_be() -> None:
    guard = Person((9,), free=frozenset(range(2, 6)), min_minutes=6 * 480)
    found = solve(covered(6, 0, [guard]), seconds=5)
    assert found.roster[0] == (None,) * 6  # no cover takes one more
    able = Problem(6, (DAY,), (guard,), tuple(Cover(d, 0, 0, 0, 0, 1) for d in range(6)))
    assert solve(able, seconds=5).roster[0] == (0, 0, None, None, None, None)


def test_nights_are_shared_where_sharing_costs_less() -> None:
    share = Tally(frozenset(range(6)), (1,), 2, 2, 5, 5)
    guards = [Person((6,), tallies=(share,)) for _ in range(3)]
    found = solve(covered(6, 1, guards), seconds=10)
    assert found.proven
    assert [sum(kind is not None for kind in row) for row in found.roster] == [2, 2, 2]


def test_the_same_seed_gives_the_same_roster() -> None:
    problem = read(INSTANCE).problem
    rosters = {solve(problem, seconds=None, steps=6, seed=3).roster for _ in range(2)}
    assert len(rosters) == 1


def test_progress_is_told_and_never_gets_worse() -> None:
    told: list[Progress] = []

    def tell(progress: Progress, roster: Roster) -> None:
        told.append(progress)

    solve(read(INSTANCE).problem, seconds=20, on_progress=tell)
    assert told
    assert [one.objective for one in told] == sorted((one.objective for one in told), reverse=True)
    assert [one.bound for one in told] == sorted(one.bound for one in told)


def test_a_stop_keeps_the_best_so_far() -> None:
    problem = read(INSTANCE).problem
    start = solve(problem, seconds=None, steps=4).roster
    found = solve(problem, seconds=None, start=start, stopped=lambda: True)
    assert found.stopped
    assert found.progress.objective <= (cost_of(problem, start) or 0)


def test_a_public_instance_is_solved_and_its_roster_re_counted(tmp_path: Path) -> None:
    instance = read(INSTANCE)
    found = solve(instance.problem, seconds=60)
    write(tmp_path / "roster.csv", instance, found.roster)
    assert check(INSTANCE, tmp_path / "roster.csv") == (found.progress.objective, [])
    assert found.proven


def test_the_checker_finds_what_is_broken(tmp_path: Path) -> None:
    instance = read(INSTANCE)
    days = instance.problem.days
    write(tmp_path / "roster.csv", instance, ((0,) * days,) * len(instance.employees))
    _, broken = check(INSTANCE, tmp_path / "roster.csv")
    assert any("in a row" in text for text in broken)
    assert any("minutes" in text for text in broken)
    assert any("day off" in text for text in broken)
    assert any("week-ends" in text for text in broken)
