"""The command that plans a month and says what is short, and what would free it."""

import argparse
import sys
from typing import Any

from guardapp.base.access import Right
from guardapp.base.words import _, ngettext
from guardapp.cli.context import DONE, FINDINGS, month_of, reading, signed_in, writing
from guardapp.roster import fairness_reading, proposal_words, store, store_plan
from guardapp.roster import rules_hours as hours
from guardapp.roster.actions_planning import accept
from guardapp.roster.model import Month
from guardapp.roster.model_plan import Plan
from guardapp.roster.model_planning import DEFAULT_SECONDS, WHOLE, Pace, Settings
from guardapp.roster.planning import propose
from guardapp.roster.rules_proposal import Proposal


def add_commands(commands: Any) -> None:
    """Add plan."""
    command = commands.add_parser(
        "plan",
        help=_("lập phương án lịch trực một tháng"),
        description=_("Không có --accept: chỉ tính và báo, không ghi gì."),
    )
    command.add_argument("--month", type=month_of, required=True, help=_("tháng, dạng 2026-12"))
    command.add_argument(
        "--seconds", type=_seconds, default=DEFAULT_SECONDS, metavar="N",
        help=_("tính nhiều nhất bao nhiêu giây"),
    )  # fmt: skip
    command.add_argument("--seed", type=int, default=1, metavar="N", help=_("số gieo ngẫu nhiên"))
    command.add_argument(
        "--redo", action="store_true", help=_("xếp lại cả các ca nháp chưa ghim; không có: giữ")
    )
    command.add_argument("--accept", action="store_true", help=_("ghi phương án thành lịch nháp"))
    command.set_defaults(run=_run)


def _seconds(text: str) -> float:
    number = float(text)
    if not 0 < number < 24 * 3600:
        raise ValueError(text)
    return number


def _run(chosen: argparse.Namespace) -> int:
    month: Month = chosen.month
    opened = writing if chosen.accept else reading
    with opened(chosen) as folder:
        session = signed_in(chosen, folder, Right.PLAN_ROSTER)
        conn = folder.journal.tables
        plan = store_plan.plan(conn, month)
        settings = Settings(
            seed=chosen.seed,
            seconds=chosen.seconds,
            keep_existing=not chosen.redo,
            earlier=fairness_reading.earlier(conn, plan),
        )
        proposal = propose(
            plan,
            store.between(conn, *hours.around(month)),
            WHOLE,
            settings,
            now_ms=folder.journal.clock.now_ms(),
            on_progress=_tell if sys.stderr.isatty() else None,
        )
        _print(proposal, plan)
        if chosen.accept:
            accept(folder.journal, session, proposal)
            print(_("Đã ghi thành lịch nháp."))
    return FINDINGS if proposal.shortages else DONE


def _tell(pace: Pace) -> None:
    seconds, gap = round(pace.seconds), f"{pace.gap:.1%}"
    print(_("{n} giây, còn cách tốt nhất {gap}").format(n=seconds, gap=gap), file=sys.stderr)


def _print(proposal: Proposal, plan: Plan) -> None:
    made, gone = len(proposal.placements), len(proposal.removed)
    print(
        ngettext("Xếp {n} ca.", "Xếp {n} ca.", made).format(n=made),
        ngettext("Bỏ {n} ca nháp.", "Bỏ {n} ca nháp.", gone).format(n=gone) if gone else "",
    )
    print(proposal_words.gap_text(proposal.pace))
    for note in proposal_words.shortage_notes(proposal, plan):
        print(f"{note.who}: {note.text}. {note.legal_basis}")
    for note in proposal_words.left_notes(proposal, plan):
        print(f"{note.who}: {note.text} ({note.legal_basis})")
