"""What an incident must have, which step follows which, and what is advised, without a record."""

from dataclasses import replace
from datetime import date

import pytest

from guardapp.base import words
from guardapp.base.access import Right
from guardapp.base.clock import HOUR
from guardapp.base.settings import Parameter
from guardapp.incidents import model_kinds as kinds
from guardapp.incidents import rules
from guardapp.incidents.model import (
    Authority,
    Content,
    Notice,
    Owner,
    Person,
    PersonRole,
    State,
    Thing,
    When,
)
from guardapp.incidents.page_list import period_days

NOW = 1_796_000_000_000
WHOLE = Content("theft", "Cổng 1", When.EXACT, NOW - HOUR, None, "Mất xe")
FLAG = Parameter("theft_flag_vnd", "2000000", "đồng", "Điều 173", "2018-01-01", None)


def test_a_whole_incident_misses_nothing() -> None:
    assert rules.missing(WHOLE) == {}
    assert rules.problems(WHOLE, NOW) == {}
    assert set(rules.missing(Content())) == {"kind", "place", "time", "what"}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"from_ms": NOW + HOUR}, "time"),
        ({"when": When.RANGE, "to_ms": NOW - 2 * HOUR}, "time"),
        ({"discovered_ms": NOW + HOUR}, "time"),
        ({"kind": "nothing.such"}, "kind"),
        ({"things": (Thing(" "),)}, "things"),
        ({"things": (Thing("xe", quantity=0),)}, "things"),
        ({"things": (Thing("xe", value=-1),)}, "things"),
        ({"persons": (Person(PersonRole.WITNESS, ""),)}, "persons"),
    ],
)
def test_what_cannot_be_is_named_by_its_field(change: dict[str, object], field: str) -> None:
    assert set(rules.problems(replace(WHOLE, **change), NOW)) == {field}  # type: ignore[arg-type]


def test_an_unknown_time_of_today_may_end_after_now() -> None:
    start, end = rules.day_span(NOW - HOUR)
    today = replace(WHOLE, when=When.UNKNOWN, from_ms=start, to_ms=end)
    assert end > NOW
    assert rules.problems(today, NOW) == {}


def test_the_police_are_advised_from_the_threshold_on_and_nothing_is_qualified() -> None:
    assert rules.advice(1_999_999, "theft.citizen", FLAG) is None
    assert rules.advice(2_000_000, "assault.staff", FLAG) is None
    assert rules.advice(2_000_000, "theft", None) is None
    found = rules.advice(2_000_000, "theft.citizen", FLAG)
    assert found is not None
    for part in ("2.000.000 đ", "Điều 173", "không kết luận"):
        assert part in found.words()
    assert "tội phạm" not in found.words()


def test_only_the_police_count_as_the_police() -> None:
    assert not rules.police_told([Notice(Authority.DIRECTOR, NOW)])
    assert rules.police_told([Notice(Authority.POLICE_113, NOW)])


def test_closed_and_void_are_never_left() -> None:
    for act in rules.ACTS.values():
        if act.becomes is not None or act.name in ("rewritten", "submitted"):
            assert not act.allowed & {State.CLOSED, State.VOID}
    assert rules.ACTS["supplemented"].right is Right.WRITE_INCIDENT


def test_working_days_leave_weekends_out() -> None:
    friday = date(2026, 11, 27)
    assert rules.after_working_days(friday, 3) == date(2026, 12, 2)
    assert rules.after_working_days(friday, 0) == friday


def test_every_kind_has_its_parents_and_two_names() -> None:
    for kind in kinds.catalogue().values():
        assert len(kinds.path(kind.code)) == kind.level <= 3
        assert kind.name
        assert kind.english
        assert kind.name != kind.english
    assert {"theft", "robbery", "fire", "newborn"} <= {one.code for one in kinds.choices()}
    assert kinds.RESTRICTED not in {one.code for one in kinds.all_choices()}


def test_whose_property_it_is_makes_the_kind_finer() -> None:
    assert kinds.with_owner("theft", Owner.STATE) == "theft.state"
    assert kinds.with_owner("theft", Owner.VISITOR) == "theft.citizen"
    assert kinds.with_owner("theft", Owner.UNKNOWN) == "theft"
    assert kinds.with_owner("fire", Owner.STATE) == "fire"
    assert kinds.with_owner("theft.vehicle", Owner.STAFF) == "theft.vehicle"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("THEFT POCKET-PICKING", "theft.citizen.pickpocket"),
        ("BATTERY DOMESTIC BATTERY SIMPLE", "assault.domestic"),
        ("Mất trộm xe máy", "theft.vehicle.motorbike"),
        ("hành hung nhân viên y tế", "assault.staff"),
        ("Gây rối trật tự", "disorder"),
        ("CHÁY", "fire.fire"),
        ("Nghi mua bán người", kinds.RESTRICTED),
        ("xyz", ""),
    ],
)
def test_words_of_others_suggest_a_kind(text: str, code: str) -> None:
    assert kinds.suggested(text) == code


def test_kinds_are_named_in_the_language_on_screen() -> None:
    assert kinds.words("theft.state") == "Trộm cắp tài sản › Tài sản nhà nước, của đơn vị"
    words.set_language("en")
    try:
        assert kinds.short_words("theft.state") == "Theft"
    finally:
        words.set_language("vi")
    assert kinds.words("gone.kind") == "gone.kind"


def test_periods_end_where_the_next_begins() -> None:
    day = date(2026, 1, 1)
    assert period_days("last_month", day) == (date(2025, 12, 1), date(2026, 1, 1))
    assert period_days("last_year", day) == (date(2025, 1, 1), date(2026, 1, 1))
    assert period_days("all", day) == (None, None)
