"""Lists of guards, posts, checkpoints and equipment are brought in; bad rows and doubles show."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardapp.base import exchange, exchange_list, exchange_run, replay, spreadsheet
from guardapp.base.access import Refused
from guardapp.base.errors import Invalid
from guardapp.base.exchange import ImportKind, MappedRow
from guardapp.base.exchange_run import Findings, Plan
from guardapp.base.folder import Folder
from guardapp.base.identity import with_check
from guardapp.fire import store as fire
from guardapp.fire.exchange import EquipmentImport
from guardapp.fire.kinds import Kind
from guardapp.patrol import store as patrol
from guardapp.patrol import store_routes
from guardapp.patrol.exchange import CheckpointImport
from guardapp.people import store as people
from guardapp.people.exchange import GuardImport
from guardapp.people.exchange_posts import PostImport
from guardapp.people.model import CertificateKind, Force, Gender, Hours, Regime
from tests.support import CHIEF, LEADER, new_folder

DATA: Final = Path(__file__).parents[1] / "data"


@dataclass(frozen=True)
class Bench:
    """An open folder and ways to bring files into it."""

    folder: Folder

    def kind(self, name: str) -> ImportKind:
        clock = self.folder.journal.clock
        kinds = (GuardImport(clock), PostImport(), CheckpointImport(), EquipmentImport(clock))
        return next(one for one in kinds if one.name == name)

    def plan(self, name: str, file: Path | str, **options: str) -> Plan:
        sheet = (
            spreadsheet.read_file(file)
            if isinstance(file, Path)
            else spreadsheet.read_bytes("x.csv", file.encode())
        )
        begun = exchange_run.begun(self.folder.journal.tables, self.kind(name), sheet)
        return Plan(begun.kind, sheet, begun.mapping, {**begun.options, **options})

    def find(self, plan: Plan) -> Findings:
        return exchange_run.find(self.folder.journal.tables, plan)

    def bring(self, plan: Plan, session: Any = CHIEF) -> int:
        return exchange_run.take(self.folder.journal, session, plan, self.find(plan).taken)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    folder = new_folder(tmp_path / "data", [people.FEATURE, patrol.FEATURE, fire.FEATURE])
    yield Bench(folder)
    journal = folder.journal
    assert replay.verify_tables(journal.tables, folder.keys, journal.features) == []
    folder.close()


def test_contract_hours_regime_and_what_a_post_asks_are_brought_in(bench: Bench) -> None:
    bench.bring(
        bench.plan(
            "guards",
            "Họ và tên,Giới tính,Lực lượng,Chế độ,Giờ hợp đồng\n"
            "Nguyễn Văn An,nam,cơ hữu,24/24,40\nTrần Thị Bình,nữ,thuê,ca,\n",
        )
    )
    found = people.guards(bench.folder.journal.tables)
    assert [(one.regime, one.week_hours) for one in found] == [
        (Regime.DUTY, 40),
        (Regime.SHIFT, None),
    ]
    bench.bring(
        bench.plan("posts", "Tên vị trí,Lực lượng,Giới tính\nKhoa Sản,cơ hữu,nữ\nCổng chính,,\n")
    )
    posts = {one.name: one for one in people.posts(bench.folder.journal.tables)}
    assert (posts["Khoa Sản"].force, posts["Khoa Sản"].gender) == (Force.OWN, Gender.FEMALE)
    assert (posts["Cổng chính"].force, posts["Cổng chính"].gender) == (None, None)


def test_a_service_firms_guard_on_hospital_duty_is_refused_in_words(bench: Bench) -> None:
    file = "Họ và tên,Giới tính,Lực lượng,Chế độ\nLê Văn Cường,nam,thuê,24/24\n"
    found = bench.find(bench.plan("guards", file))
    assert (found.bad, [one.reason for one in found.problems if "192/2026" in one.reason]) != (
        0,
        [],
    )


def test_a_list_of_guards_is_brought_in_without_accounts(bench: Bench) -> None:
    plan = bench.plan("guards", DATA / "guards-invented.csv")
    found = bench.find(plan)
    assert (found.total, found.bad, len(found.taken)) == (5, 0, 5)
    assert bench.bring(plan) == 5
    guards = {one.name: one for one in people.guards(bench.folder.journal.tables)}
    assert guards["Nguyễn Văn An"].phone == "0912345678"
    assert guards["Trần Thị Bình"].gender is Gender.FEMALE
    assert guards["Lê Quốc Cường"].force is Force.CONTRACTED
    assert str(guards["Phạm Thị Dung"].birth_date) == "1995-09-09"
    assert guards["Hoàng Văn Em"].squad == "Tổ 3"
    accounts = bench.folder.journal.tables.execute("SELECT count(*) FROM account").fetchone()
    assert accounts[0] == 0


def test_each_bad_row_is_named_and_the_good_ones_can_be_taken(bench: Bench, tmp_path: Path) -> None:
    plan = bench.plan("guards", DATA / "guards-invented-bad.csv")
    found = bench.find(plan)
    assert [(one.row, one.column) for one in found.problems] == [
        (3, "Họ và tên"),
        (4, "Ngày sinh"),
        (5, "Giới tính"),
        (6, "Giới tính"),
        (7, "Mã in để quét"),
        (8, "Họ và tên"),
    ]
    assert "31/02/1978" in found.problems[1].reason
    assert "chưa rõ" in found.problems[2].reason
    rows = exchange.mapped(plan.sheet, plan.mapping, plan.kind)
    with pytest.raises(Invalid):
        exchange_run.take(bench.folder.journal, CHIEF, plan, rows)
    assert people.guards(bench.folder.journal.tables) == []
    bad = tmp_path / "bad.csv"
    assert exchange_run.save_bad(bad, plan, found) == 6
    assert bench.bring(plan) == 2
    again = spreadsheet.read_file(bad)
    assert len(again.rows) == 6
    assert again.header[-1] == "Lý do chưa nhập"


def test_bad_rows_are_taken_as_they_were_saved_once_they_are_mended(
    bench: Bench, tmp_path: Path
) -> None:
    text = "Điểm,Hướng dẫn,Ghi chú\n,Xem cửa,a\n"
    plan = bench.plan("checkpoints", text)
    path = tmp_path / "bad.csv"
    exchange_run.save_bad(path, plan, bench.find(plan))
    path.write_text(path.read_text("utf-8-sig").replace("\n,Xem", "\nKho,Xem"), "utf-8-sig")
    again = bench.plan("checkpoints", path)
    rows = exchange.mapped(again.sheet, again.mapping, again.kind)
    assert [row.rest for row in rows] == [{}]
    assert bench.bring(again) == 1


def test_an_option_fills_a_gender_left_open_and_age_is_judged(bench: Bench) -> None:
    found = bench.find(bench.plan("guards", DATA / "guards-invented-bad.csv", gender="female"))
    young = [one for one in found.problems if one.row == 6]
    assert [one.column for one in young] == ["Ngày sinh"]
    assert "18" in young[0].reason


def test_family_and_given_names_in_two_columns_are_joined(bench: Bench) -> None:
    plan = bench.plan("guards", "Họ đệm,Tên,Phái\nNguyễn Thị,Hoa,Nữ\n")
    assert bench.bring(plan) == 1
    assert people.guards(bench.folder.journal.tables)[0].name == "Nguyễn Thị Hoa"


@pytest.mark.parametrize(
    ("name", "file", "count"),
    [
        ("guards", "guards-invented.csv", 5),
        ("posts", "posts-invented.xlsx", 3),
        ("checkpoints", "checkpoints-invented.csv", 4),
        ("equipment", "equipment-invented.xlsx", 5),
    ],
)
def test_the_same_file_twice_adds_nothing(bench: Bench, name: str, file: str, count: int) -> None:
    assert bench.bring(bench.plan(name, DATA / file)) == count
    found = bench.find(bench.plan(name, DATA / file))
    assert (found.problems, found.taken, len(found.left)) == ((), (), count)
    assert all(one.known for one in found.duplicates)


def test_posts_come_from_excel_with_our_words_for_theirs(bench: Bench) -> None:
    assert bench.bring(bench.plan("posts", DATA / "posts-invented.xlsx")) == 3
    gate, desk, parking = sorted(
        people.posts(bench.folder.journal.tables), key=lambda one: one.importance
    )
    assert (gate.hours, gate.needed, gate.phone) == (Hours.ALWAYS, 2, "115")
    assert gate.certificate is CertificateKind.GUARDING
    assert (desk.hours, desk.certificate, desk.place) == (Hours.OFFICE, None, "Nhà A, tầng 1")
    assert (parking.hours, parking.importance) == (Hours.PEAK, 3)


def test_a_checkpoint_twice_is_shown_and_left_out_only_on_demand(bench: Bench) -> None:
    plan = bench.plan("checkpoints", DATA / "checkpoints-invented.csv")
    found = bench.find(plan)
    assert [(one.row, one.of, one.known) for one in found.duplicates] == [(5, "dòng 4", False)]
    assert len(found.taken) == 4
    once = bench.plan("checkpoints", DATA / "checkpoints-invented.csv", duplicates="none")
    assert bench.bring(once) == 3
    names = [one.name for one in store_routes.checkpoints(bench.folder.journal.tables)]
    assert names == ["Sảnh chính nhà A", "Cửa thoát hiểm phía đông", "Kho vật tư"]


def test_equipment_comes_from_excel_with_its_dates(bench: Bench) -> None:
    assert bench.bring(bench.plan("equipment", DATA / "equipment-invented.xlsx")) == 5
    pieces = {one.details.place: one for one in fire.equipment(bench.folder.journal.tables)}
    assert [one.kind for one in pieces.values()].count(Kind.EXTINGUISHER) == 2
    server = pieces["Phòng máy chủ"].details
    assert (server.serial, str(server.next_due)) == ("SN-002", "2027-01-15")
    assert pieces["Hành lang phía tây"].kind is Kind.HYDRANT
    assert pieces["Phòng mổ 2"].kind is Kind.DETECTOR
    assert pieces["Đầu cầu thang bộ"].kind is Kind.EXIT_SIGN


def test_a_serial_twice_and_a_wrong_code_are_bad_rows(bench: Bench) -> None:
    text = (
        "Loại,Khu vực,Vị trí,Số seri,Mã in để quét\n"
        "Bình,Nhà A,Sảnh,S1,\nBình,Nhà A,Kho,S1,\nBình,Nhà A,Bếp,,BCC-07\nThứ lạ,Nhà A,Bếp,,\n"
    )
    found = bench.find(bench.plan("equipment", text))
    assert [(one.row, one.column) for one in found.problems] == [
        (3, "Số seri"),
        (4, "Mã in để quét"),
        (5, "Loại"),
    ]


def test_codes_brought_along_are_kept_and_never_given_to_others(bench: Bench) -> None:
    own = with_check("2001")
    text = f"Điểm,Mã in để quét\nĐiểm không mã,\nĐiểm có mã,{own}\n"
    assert bench.bring(bench.plan("checkpoints", text)) == 2
    points = {one.name: one.code for one in store_routes.checkpoints(bench.folder.journal.tables)}
    assert points == {"Điểm có mã": own, "Điểm không mã": with_check("2002")}
    twice = bench.find(bench.plan("checkpoints", f"Điểm,Mã in để quét\nĐiểm khác,{own}\n"))
    assert [(one.row, one.column) for one in twice.problems] == [(2, "Mã in để quét")]


def test_an_import_that_is_stopped_leaves_nothing(bench: Bench) -> None:
    text = "Điểm\n" + "".join(f"Điểm {n}\n" for n in range(100))
    plan = bench.plan("checkpoints", text)
    rows = bench.find(plan).taken

    class Stopped(Exception):
        pass

    def stop(done: int, total: int) -> None:
        assert total == 100
        if done >= 60:
            raise Stopped

    with pytest.raises(Stopped):
        exchange_run.take(bench.folder.journal, CHIEF, plan, rows, stop)
    assert store_routes.checkpoints(bench.folder.journal.tables) == []
    assert exchange_run.take(bench.folder.journal, CHIEF, plan, rows) == 100


def test_only_the_chief_imports(bench: Bench) -> None:
    plan = bench.plan("posts", DATA / "posts-invented.xlsx")
    with pytest.raises(Refused):
        bench.bring(plan, LEADER)
    with pytest.raises(Refused):
        plan.kind.run(bench.folder.journal, LEADER, bench.find(plan).taken, plan.options)


def test_a_mapping_is_remembered_by_the_header(bench: Bench) -> None:
    tables, local = bench.folder.journal.tables, bench.folder.local
    plan = bench.plan("guards", "A,B\nNguyễn Văn An,x\n", gender="male")
    assert exchange_run.recalled(local, tables, plan.kind, plan.sheet) is None
    columns = {"name": ("A",), "force": ("B",)}
    mapping = exchange.ColumnMap(columns, {"force": {"x": "contracted"}})
    exchange_run.remember(local, Plan(plan.kind, plan.sheet, mapping, plan.options), 5)
    alike = bench.plan("guards", "A,B\nLê Văn Bảy,x\nLê Văn Chín,tự vệ\n").sheet
    recalled = exchange_run.recalled(local, tables, plan.kind, alike)
    assert recalled is not None
    assert recalled[1] == 5
    assert recalled[0].mapping.columns == columns
    assert recalled[0].mapping.values["force"] == {"x": "contracted", "tự vệ": "self_defence"}
    assert recalled[0].options["gender"] == "male"
    assert exchange_run.recalled(local, tables, bench.kind("posts"), alike) is None


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("gender", "Female", "female"),
        ("gender", "ông", "male"),
        ("gender", "Khác", ""),
        ("force", "Công ty dịch vụ bảo vệ", "contracted"),
        ("force", "Dân quân tự vệ", "self_defence"),
        ("force", "own", "own"),
        ("regime", "Trực 24/24", "duty"),
    ],
)
def test_words_of_others_are_recognised(key: str, value: str, code: str) -> None:
    kind = GuardImport()
    assert exchange_list.recognised(kind.titles[key], kind.hints[key], value) == code


CELLS: Final = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["Nam", "nữ", "24/24", "2", "31/02/2020", "1990-01-01", "Bình CO2", "20017"]),
)


@given(rows=st.lists(st.lists(CELLS, min_size=13, max_size=13), min_size=1, max_size=4))
def test_whatever_stands_in_the_cells_is_judged_and_never_breaks(rows: list[list[str]]) -> None:
    for kind in (GuardImport(), PostImport(), CheckpointImport(), EquipmentImport()):
        for number, cells in enumerate(rows):
            keys = [one.key for one in kind.fields]
            row = MappedRow(number, dict(zip(keys, cells, strict=False)))
            refused: dict[str, str] = {}
            try:
                hash(kind.key(kind.read(row, {"gender": "male"})))
            except Invalid as error:
                refused = error.problems
            assert refused.keys() <= set(keys)
            assert all("{" not in words or "{" in str(cells) for words in refused.values())
