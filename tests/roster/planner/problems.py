"""Small problems for tests: random ones that brute force can still solve, and one of a month."""

from hypothesis import strategies as st

from guardapp.roster.planner import Cover, Kind, Person, Problem, Tally

DAYS = 4
KINDS = 2


@st.composite
def kinds(draw: st.DrawFn) -> Kind:
    """Draw a kind of duty."""
    blocks = st.frozensets(st.integers(0, KINDS - 1))
    return Kind(
        draw(st.sampled_from([480, 720])),
        tuple(draw(st.lists(blocks, max_size=2))),
        draw(st.sampled_from([None, None, 1, 2])),
    )


@st.composite
def tallies(draw: st.DrawFn) -> Tally:
    """Draw a tally; a least count is never hard, so that some roster always keeps it."""
    return Tally(
        draw(st.frozensets(st.integers(0, DAYS - 1))),
        (draw(st.integers(0, 2)), draw(st.integers(0, 2))),
        draw(st.sampled_from([None, 1, 3])),
        draw(st.sampled_from([None, 0, 1, 2])),
        draw(st.integers(0, 5)),
        draw(st.sampled_from([None, 0, 3])),
    )


@st.composite
def persons(draw: st.DrawFn) -> Person:
    """Draw a person, with fixed days that may break any rule."""
    days, kind = st.integers(0, DAYS - 1), st.integers(0, KINDS - 1)
    done = st.sampled_from([(), (0,), (1,), (0, 1)])
    return Person(
        (draw(st.integers(0, 4)), draw(st.integers(0, 4))),
        draw(st.sampled_from([frozenset({0}), frozenset({1}), frozenset({0, 1})])),
        draw(st.frozensets(days, max_size=1)),
        draw(st.dictionaries(days, done, max_size=2)),
        max_minutes=draw(st.sampled_from([None, 0, 1000, 1500])),
        min_run=draw(st.integers(1, 2)),
        max_run=draw(st.sampled_from([None, 1, 2, 3])),
        min_off=draw(st.integers(1, 2)),
        max_weekends=draw(st.sampled_from([None, 0, 1])),
        tallies=tuple(draw(st.lists(tallies(), max_size=2))),
        costs=draw(st.dictionaries(st.tuples(days, kind), st.integers(0, 9), max_size=3)),
        off_costs=tuple(
            draw(st.lists(st.tuples(days, st.frozensets(kind), st.integers(0, 9)), max_size=2))
        ),
    )


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Draw a tiny problem with everything in it."""
    cover = st.builds(
        Cover,
        st.integers(0, DAYS - 1),
        st.integers(0, KINDS - 1),
        st.integers(0, 1),
        st.integers(0, 2),
        st.integers(0, 20),
        st.sampled_from([None, 0, 2]),
    )
    pair = st.tuples(st.integers(0, KINDS - 1), st.integers(0, KINDS - 1))
    people = tuple(draw(st.lists(persons(), max_size=2)))
    return Problem(
        DAYS,
        (draw(kinds()), draw(kinds())),
        people,
        tuple(draw(st.lists(cover, max_size=6))),
        draw(st.sampled_from([(), ((1, 2),), ((0,), (2, 3))])),
        draw(st.sampled_from([(), ((0, 1),)])) if len(people) == 2 else (),
        draw(st.sampled_from([(), (frozenset({0}),), (frozenset({0, 1}),)])),
        draw(st.dictionaries(pair, st.integers(1, 5), max_size=2)),
    )
