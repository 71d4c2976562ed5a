"""Fire equipment of other registers, brought in."""

import sqlite3
from collections.abc import Hashable, Mapping, Sequence
from typing import ClassVar

from guardapp.base.access import Session
from guardapp.base.clock import Clock, SystemClock, local_date
from guardapp.base.exchange import ImportField, MappedRow, Options
from guardapp.base.exchange_list import Cells, ListImport
from guardapp.base.journal import Journal
from guardapp.base.text import fold
from guardapp.base.words import N_
from guardapp.fire import register, store
from guardapp.fire.kinds import KIND_WORDS, Kind
from guardapp.fire.model import Details


class EquipmentImport(ListImport[Details]):
    """Brings pieces of fire equipment into the register."""

    name = "equipment"
    title = N_("Phương tiện PCCC")
    fields = (
        ImportField(
            "kind",
            N_("Loại phương tiện"),
            required=True,
            chosen=True,
            aliases=("loại", "chủng loại", "phương tiện", "tên phương tiện", "type", "equipment"),
        ),
        ImportField(
            "building",
            N_("Tòa nhà, khu vực"),
            required=True,
            aliases=("tòa nhà", "tòa", "nhà", "khu", "khu vực", "khoa phòng", "block", "area"),
        ),
        ImportField("floor", N_("Tầng"), aliases=("lầu", "level", "storey")),
        ImportField(
            "place",
            N_("Vị trí đặt"),
            required=True,
            several=True,
            aliases=("vị trí", "nơi đặt", "nơi để", "địa điểm", "location", "position"),
        ),
        ImportField("name", N_("Tên gọi"), aliases=("tên", "ký hiệu", "model", "mô tả")),
        ImportField(
            "serial",
            N_("Số sê-ri"),
            aliases=("số seri", "seri", "serial number", "serial no", "số hiệu"),
        ),
        ImportField(
            "size", N_("Cỡ"), aliases=("khối lượng", "dung tích", "quy cách", "trọng lượng")
        ),
        ImportField(
            "made",
            N_("Ngày sản xuất"),
            moment=True,
            aliases=("sản xuất", "ngày sx", "nsx", "manufactured", "date of manufacture"),
        ),
        ImportField(
            "recharged",
            N_("Ngày nạp, bảo dưỡng"),
            moment=True,
            aliases=("ngày nạp", "ngày bảo dưỡng", "nạp gần nhất", "last service", "last recharge"),
        ),
        ImportField(
            "next_due",
            N_("Hạn kế tiếp"),
            moment=True,
            aliases=("hạn", "hạn nạp", "hạn kiểm định", "ngày hết hạn", "next service", "expiry"),
        ),
        ImportField(
            "walk", N_("Thứ tự đi kiểm tra"), aliases=("thứ tự đi", "thứ tự", "walk order")
        ),
        ImportField(
            "note", N_("Ghi chú"), several=True, aliases=("tình trạng", "remark", "remarks")
        ),
        ImportField("code", N_("Mã in để quét"), aliases=("mã guardapp", "printed code")),
    )
    titles: ClassVar = {"kind": {one.value: words for one, words in KIND_WORDS.items()}}
    hints: ClassVar = {
        "kind": {
            "extinguisher": ("binh", "mfz", "mfzl", "co2", "extinguisher", "binh chua chay"),
            "hydrant": ("hong nuoc", "tru nuoc", "hong", "vach tuong", "hydrant"),
            "hose": ("voi", "cuon voi", "lang phun", "hose", "hose reel"),
            "pump": ("bom", "may bom", "pump"),
            "tank": ("be nuoc", "be", "tank", "reservoir"),
            "alarm_panel": ("trung tam bao chay", "tu bao chay", "alarm panel", "panel"),
            "detector": ("dau bao", "nut an", "nut nhan", "detector", "call point", "smoke"),
            "sprinkler": ("sprinkler", "dau phun"),
            "emergency_light": ("su co", "chieu sang su co", "emergency light"),
            "exit_sign": ("exit", "thoat nan", "chi dan thoat nan", "loi thoat", "exit sign"),
            "fire_door": ("cua ngan chay", "cua chong chay", "fire door", "door"),
            "switchboard": ("tu dien", "switchboard", "electrical cabinet"),
            "gas_store": ("o xy", "oxy", "khi y te", "oxygen", "gas"),
            "generator": ("may phat", "may phat dien", "nhien lieu", "generator"),
            "ev_charging": ("sac", "sac xe", "sac xe dien", "charging", "ev charger"),
            "other": ("khac", "other"),
        }
    }

    def __init__(self, clock: Clock | None = None) -> None:
        self._clock = clock or SystemClock()

    def read(self, row: MappedRow, options: Options) -> Details:
        """Return the piece of a row; raises Invalid."""
        cells = Cells(row)
        kind = cells.chosen("kind", self.titles["kind"], Kind.OTHER.value)
        made, recharged, next_due = map(cells.day, ("made", "recharged", "next_due"))
        walk = cells.number("walk", 0)
        cells.check()
        return Details(
            Kind(kind),
            row.get("building"),
            row.get("place"),
            row.get("code"),
            row.get("floor"),
            row.get("name"),
            row.get("serial"),
            row.get("size"),
            made,
            recharged,
            next_due,
            walk,
            row.get("note"),
        )

    def judge(self, conn: sqlite3.Connection, things: Sequence[Details]) -> list[Mapping[str, str]]:
        """Return what the rules say against each piece, and codes or serials used twice."""
        today = local_date(self._clock.now_ms())
        return [*register.register_problems(conn, today, things)]

    def key(self, thing: Details) -> Hashable:
        """Return kind, serial and place; pieces without a serial may stand side by side."""
        texts = (thing.serial, thing.name, thing.size, thing.building, thing.floor, thing.place)
        return (thing.kind, *map(fold, texts))

    def recorded(self, conn: sqlite3.Connection) -> Mapping[Hashable, str]:
        """Return the codes of the pieces registered."""
        return {self.key(one.details): one.code for one in store.equipment(conn)}

    def write(self, journal: Journal, session: Session, things: Sequence[Details]) -> None:
        """Put pieces into the register."""
        register.register_many(journal, session, things)
