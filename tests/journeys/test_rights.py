"""What a role may not do is refused where it is done, not only hidden on the pages."""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import replace
from types import ModuleType
from typing import Any, Final

import pytest

from guardapp.app import FEATURES
from guardapp.base import access, exchange_run, settings
from guardapp.base.access import RIGHTS, MustChange, Refused, Right, Role, Session, unverified
from guardapp.base.folder import Folder
from guardapp.fire import actions as fire
from guardapp.fire import register
from guardapp.handover import actions as handover
from guardapp.handover import actions_found as found
from guardapp.handover import actions_registers as registers
from guardapp.handover import actions_visitors as gate
from guardapp.handover import signing
from guardapp.incidents import actions as incidents
from guardapp.patrol import actions as patrol
from guardapp.patrol import actions_routes as routes
from guardapp.people import actions as people
from guardapp.people import actions_limits as limits
from guardapp.roster import actions as roster
from guardapp.roster import actions_absence as absence
from guardapp.roster import actions_attendance as attendance
from guardapp.roster import actions_calloff as calling_off
from guardapp.roster import actions_demand as demand
from guardapp.roster import actions_leaving as leaving
from guardapp.roster import actions_planning as planner
from guardapp.roster import actions_requests as requests
from guardapp.roster import actions_requests_swap as swaps
from guardapp.roster import actions_shifts as shifts
from guardapp.roster import signing_timesheet as timesheet
from guardapp.roster.model import Edit
from guardapp.safekeeping import export
from tests.support import CHIEF, GUARD, INSPECTOR, LEADER, new_folder

# Every verb that acts for somebody, and the right it needs. What is said of the one who does it
# (own session, own secret) needs none.
NEEDS: Final[dict[ModuleType, dict[Right | None, str]]] = {
    access: {
        Right.MANAGE_PEOPLE: "create_account close_account set_secret",
        None: "sign_out change_secret",
    },
    settings: {Right.SETTINGS: "set_values add_parameter", Right.PRINT: "record_print"},
    exchange_run: {Right.IMPORT: "take"},
    people: {
        Right.MANAGE_PEOPLE: "add_guard change_guard let_guard_go add_certificate"
        " withdraw_certificate grant_leave withdraw_leave add_post change_post close_post"
    },
    limits: {
        Right.MANAGE_PEOPLE: "restrict withdraw_restriction set_known_posts keep_apart end_apart"
    },
    roster: {
        Right.PLAN_ROSTER: "add_shift_type change_shift_type set_holidays assign replace undo redo",
        Right.PUBLISH_ROSTER: "open_change publish",
    },
    calling_off: {Right.PUBLISH_ROSTER: "call_off"},
    absence: {Right.PUBLISH_ROSTER: "accept_around"},
    demand: {
        Right.PLAN_ROSTER: "set_demand set_special_day pin",
        Right.PUBLISH_ROSTER: "declare_emergency end_emergency",
        Right.READ: "wish withdraw_wish",
    },
    planner: {Right.PLAN_ROSTER: "accept"},
    shifts: {Right.PLAN_ROSTER: "add_set arrange"},
    requests: {
        Right.READ: "acknowledge ask_leave withdraw_request wish_instead",
        Right.MANAGE_PEOPLE: "grant_leave",
        Right.PLAN_ROSTER: "free_shifts",
        Right.PUBLISH_ROSTER: "refuse_request",
    },
    swaps: {Right.READ: "ask_swap answer_swap", Right.PUBLISH_ROSTER: "approve_swap"},
    leaving: {Right.MANAGE_PEOPLE: "let_guard_go"},
    attendance: {
        Right.HAND_OVER: "note_seen note_left",
        Right.RECORD_ATTENDANCE: "record record_as_rostered",
        Right.SIGN_TIMESHEET: "set_opening_balances",
    },
    timesheet: {Right.SIGN_TIMESHEET: "sign_timesheet"},
    patrol: {
        Right.WALK_ROUND: "start_round scan note resolve_note finish_round",
        Right.COMMENT_MISSED: "comment_missed comment_all_missed",
    },
    routes: {
        Right.MANAGE_ROUTES: "add_checkpoint change_checkpoint add_route change_route close_route"
        " add_schedule end_schedule plan_route"
    },
    fire: {
        Right.CHECK_FIRE: "check plan_defect report_fixed",
        Right.MANAGE_FIRE: "close_defect send_back",
    },
    register: {Right.MANAGE_FIRE: "register register_many change_equipment withdraw put_back"},
    incidents: {
        Right.WRITE_INCIDENT: "draft rewrite submit supplement tell answer recover",
        Right.APPROVE_INCIDENT: "return_to_writer approve close void reclassify",
        Right.SETTINGS: "set_first_number",
        Right.IMPORT: "import_incidents",
    },
    handover: {
        Right.LOG: "log_line correct_line",
        Right.HAND_OVER: "take_over start_watch end_watch join_watch settle_line",
        Right.WRITE_INCIDENT: "escalate_line report_incident",
        Right.MANAGE_PEOPLE: "add_thing change_thing retire_thing",
    },
    registers: {Right.LOG: "give_out take_back", Right.HAND_OVER: "report_loss"},
    gate: {Right.LOG: "let_in let_out let_out_by_card", Right.MANAGE_PEOPLE: "erase_visitors"},
    found: {Right.LOG: "keep_found give_back", Right.HAND_OVER: "dispose"},
    signing: {Right.HAND_OVER: "hand_over"},
    export: {Right.EXPORT: "export"},
}
ACTING: Final = {"session", "by", "outgoing"}
VERBS: Final = [
    pytest.param(getattr(module, name), right, id=f"{module.__name__[9:]}.{name}")
    for module, needs in NEEDS.items()
    for right, names in needs.items()
    for name in names.split()
]
PEOPLE: Final = (CHIEF, LEADER, GUARD, INSPECTOR, unverified())
# What somebody may do who only looks at the record.
LOOKING: Final = {Right.READ, Right.PRINT, Right.OVERSEE}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Folder]:
    opened = new_folder(tmp_path_factory.mktemp("rights") / "data", FEATURES[2:])
    yield opened
    opened.close()


def given(verb: Callable[..., Any], folder: Folder, session: Session) -> dict[str, Any]:
    """Return arguments of which only who acts makes sense."""
    needed = {
        name: None
        for name, one in inspect.signature(verb).parameters.items()
        if one.default is one.empty
    }
    sensible = {"journal": folder.journal, "edit": Edit((), ()), "incoming": CHIEF}
    acting = dict.fromkeys(ACTING, session)
    return {name: (sensible | acting).get(name) for name in needed}


def test_every_verb_that_acts_for_somebody_says_which_right_it_needs() -> None:
    for module, needs in NEEDS.items():
        listed = {name for names in needs.values() for name in names.split()}
        there = {
            name
            for name, one in vars(module).items()
            if inspect.isfunction(one)
            and one.__module__ == module.__name__
            and not name.startswith("_")
            and {"journal", *ACTING} & {*inspect.signature(one).parameters} > {"journal"}
        }
        assert there == listed, module.__name__


@pytest.mark.parametrize(("verb", "right"), VERBS)
def test_a_verb_is_refused_to_everybody_without_its_right(
    verb: Callable[..., Any], right: Right | None, folder: Folder
) -> None:
    before = folder.journal.head()
    for session in PEOPLE:
        if right is not None and not access.may(session, right):
            with pytest.raises(Refused):
                verb(**given(verb, folder, session))
    assert folder.journal.head() == before


@pytest.mark.parametrize(("verb", "right"), VERBS)
def test_whoever_must_change_the_secret_first_does_no_more_than_an_unverified_one(
    verb: Callable[..., Any], right: Right | None, folder: Folder
) -> None:
    if right is not None and not access.may(unverified(), right):
        with pytest.raises(MustChange):
            verb(**given(verb, folder, replace(CHIEF, must_change=True)))


def test_an_inspector_writes_nothing() -> None:
    assert RIGHTS[Role.INSPECTOR] <= LOOKING
    for module, needs in NEEDS.items():
        writing = {right for right in needs if right not in LOOKING} - {None}
        assert not writing & RIGHTS[Role.INSPECTOR], module.__name__
