"""What looks too regular in a patrol log is seen, what is natural is not."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from guardapp.base.clock import MINUTE, SECOND, at
from guardapp.patrol.kinds import Method
from guardapp.patrol.model import Note, Round, Route, Scan, Tolerance
from guardapp.patrol.rules_rhythm import Sign, signs, spacing_by_guard, spacing_by_point

START = at(date(2026, 12, 5), 22 * 60)
ROUTE = Route(1, 1, "Tuyến", "", True, True, ())


def walked(
    number: int,
    seconds: list[int],
    *,
    guard: int = 7,
    entered: list[int] | None = None,
    note: str = "",
    points: list[int] | None = None,
) -> Round:
    """Return a round whose points are passed at these seconds, entered as they are passed."""
    begin = START + number * 60 * MINUTE
    told = entered or seconds
    places = points or list(range(1, len(seconds) + 1))
    scans = tuple(
        Scan(n, number, place, begin + at_ * SECOND, begin + typed * SECOND, Method.SCAN)
        for n, (place, at_, typed) in enumerate(zip(places, seconds, told, strict=True))
    )
    notes = (Note(number, number, None, note, "", False, begin, 1, None),) if note else ()
    return Round(
        number, ROUTE, 3, begin, guard, 1, begin, begin, Tolerance(10, 20), None, scans, notes
    )


def kinds(*rounds: Round) -> set[Sign]:
    return {one.sign for one in signs(rounds)}


def test_gaps_that_are_all_alike_are_seen() -> None:
    assert Sign.EQUAL_GAPS in kinds(walked(1, [0, 300, 605, 900, 1195]))


def test_a_natural_walk_shows_nothing() -> None:
    assert not kinds(walked(1, [0, 240, 700, 900, 1380]), walked(2, [0, 260, 650, 930, 1500]))


def test_a_round_of_few_points_is_not_judged() -> None:
    assert not kinds(walked(1, [0, 300, 600, 900]))


def test_the_same_steps_in_three_rounds_are_seen_and_in_two_are_not() -> None:
    steps = [0, 240, 700, 900, 1380]
    assert not kinds(walked(1, steps), walked(2, steps))
    three = signs([walked(n, steps) for n in (1, 2, 3)])
    assert [(one.sign, one.rounds, one.of) for one in three] == [(Sign.SAME_STEPS, (1, 2, 3), 3)]


def test_the_same_steps_of_different_guards_are_not_held_against_anyone() -> None:
    steps = [0, 240, 700, 900, 1380]
    assert not kinds(*(walked(n, steps, guard=n) for n in (1, 2, 3)))


def test_a_round_entered_in_the_last_minutes_is_seen() -> None:
    late = walked(1, [0, 240, 700, 900, 1380], entered=[1400, 1410, 1425, 1430, 1445])
    assert kinds(late) == {Sign.ENTERED_AT_ONCE}


def test_a_short_round_may_be_entered_at_once() -> None:
    assert not kinds(walked(1, [0, 100, 290, 400, 700], entered=[700] * 5))


def test_the_same_words_three_times_are_seen_whatever_their_marks() -> None:
    three = [walked(1, [0], note="Bình thường"), walked(2, [0], note="binh thuong")]
    assert not kinds(*three)
    found = signs([*three, walked(3, [0], note="BÌNH THƯỜNG")])
    assert [(one.sign, one.text) for one in found] == [(Sign.SAME_TEXT, "Bình thường")]


def test_nothing_was_walked_and_nothing_is_seen() -> None:
    assert signs([]) == []
    assert spacing_by_point([]) == []
    assert spacing_by_guard([]) == []


@given(st.lists(st.integers(0, 5000), min_size=2, max_size=20))
def test_spacings_are_those_of_an_obvious_count(seconds: list[int]) -> None:
    found = spacing_by_point([walked(1, seconds, points=[4] * len(seconds))])
    ordered = sorted(seconds)
    gaps = [ordered[n + 1] - ordered[n] for n in range(len(ordered) - 1)]
    assert len(found) == 1
    assert found[0].count == len(gaps)
    assert found[0].shortest == min(gaps) * SECOND
    assert found[0].longest == max(gaps) * SECOND
    assert found[0].average == sum(gaps) * SECOND // len(gaps)
    assert spacing_by_guard([walked(1, seconds, points=[4] * len(seconds))])[0].count == len(gaps)
