"""Checkpoints of other lists, brought in."""

import sqlite3
from collections.abc import Hashable, Mapping, Sequence

from guardapp.base.access import Session
from guardapp.base.exchange import ImportField, MappedRow, Options
from guardapp.base.exchange_list import Coded, ListImport, judged
from guardapp.base.journal import Journal
from guardapp.base.text import fold
from guardapp.base.words import N_
from guardapp.patrol import actions_routes, rules, store_routes
from guardapp.patrol.model import CHECKPOINT_PREFIX, CheckpointDetails


class CheckpointImport(ListImport[Coded[CheckpointDetails]]):
    """Brings checkpoints in; routes are put together from them afterwards."""

    name = "checkpoints"
    title = N_("Điểm tuần tra")
    fields = (
        ImportField(
            "name",
            N_("Tên điểm"),
            required=True,
            aliases=("điểm", "điểm tuần tra", "điểm kiểm tra", "tên", "checkpoint", "point"),
        ),
        ImportField(
            "building",
            N_("Tòa nhà, khu vực"),
            aliases=("tòa nhà", "tòa", "nhà", "khu", "khu vực", "block", "area"),
        ),
        ImportField("floor", N_("Tầng"), aliases=("lầu", "level", "storey")),
        ImportField(
            "instruction",
            N_("Việc phải xem"),
            several=True,
            aliases=("hướng dẫn", "nội dung kiểm tra", "việc cần làm", "ghi chú", "task", "note"),
        ),
        ImportField("code", N_("Mã in để quét"), aliases=("mã guardapp", "printed code")),
    )

    def read(self, row: MappedRow, options: Options) -> Coded[CheckpointDetails]:
        """Return the checkpoint of a row."""
        texts = (row.get(key) for key in ("name", "building", "floor", "instruction"))
        return Coded(row.get("code"), CheckpointDetails(*texts))

    def judge(
        self, conn: sqlite3.Connection, things: Sequence[Coded[CheckpointDetails]]
    ) -> list[Mapping[str, str]]:
        """Return what the rules say against each checkpoint, and codes used twice."""
        return judged(
            things, rules.check_checkpoint, CHECKPOINT_PREFIX, store_routes.checkpoint_codes(conn)
        )

    def key(self, thing: Coded[CheckpointDetails]) -> Hashable:
        """Return name, building and floor."""
        details = thing.details
        return fold(details.name), fold(details.building), fold(details.floor)

    def recorded(self, conn: sqlite3.Connection) -> Mapping[Hashable, str]:
        """Return the codes of the checkpoints recorded."""
        return {
            (fold(one.name), fold(one.building), fold(one.floor)): one.code
            for one in store_routes.checkpoints(conn)
        }

    def write(
        self, journal: Journal, session: Session, things: Sequence[Coded[CheckpointDetails]]
    ) -> None:
        """Add checkpoints."""
        for thing in things:
            actions_routes.add_checkpoint(journal, session, thing.details, code=thing.code or None)
