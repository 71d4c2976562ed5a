"""The command that makes the sample hospital, and shows it in a window or in files."""

import argparse
import os
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from guardapp.app import FEATURES
from guardapp.app.matters import MATTERS
from guardapp.base import access, identity
from guardapp.base.clock import ZONE, SystemClock, local_date
from guardapp.base.display import has_display
from guardapp.base.folder import Folder
from guardapp.base.words import Language, _
from guardapp.cli import printing
from guardapp.cli.context import DONE, refuse
from guardapp.handover import store as handover
from guardapp.incidents import store as incidents
from guardapp.people.model import GUARD_PREFIX
from guardapp.roster.model import Month
from guardapp.sample import make, people

SEED: Final = 331
DATA: Final = "data"


def add_commands(commands: Any) -> None:
    """Add demo."""
    command = commands.add_parser("demo", help=_("tạo bệnh viện mẫu và mở ra xem"))
    command.add_argument(
        "--out",
        type=Path,
        metavar="DIR",
        help=_("ghi dữ liệu, các tờ in và ảnh các trang vào thư mục này, không mở cửa sổ"),
    )
    command.add_argument(
        "--seed", type=int, default=SEED, metavar="N", help=_("số gieo; cùng số, cùng dữ liệu")
    )
    command.add_argument(
        "--years", type=int, metavar="N", help=_("số năm dữ liệu (mặc định: ba tháng)")
    )
    command.set_defaults(run=_run)


def _run(chosen: argparse.Namespace) -> int:
    if chosen.years is not None and not 1 <= chosen.years <= 20:
        refuse(_("Số năm phải từ 1 đến 20."))
    to_files = chosen.out is not None or not has_display()
    out = chosen.out or Path(tempfile.mkdtemp(prefix="guardapp-demo-"))
    if out.exists() and any(out.iterdir()):
        refuse(_("Thư mục «{path}» đã có tệp. Hãy chọn một thư mục trống.").format(path=out))
    months = make.MONTHS if chosen.years is None else 12 * chosen.years
    now = SystemClock().now_ms()
    sample = make.Sample(now, chosen.seed, months)
    print(_("Đang tạo bệnh viện mẫu trong «{path}»…").format(path=out / DATA), flush=True)
    folder = make.make(out / DATA, FEATURES, MATTERS, sample, _tell)
    print(file=sys.stderr)
    if to_files:
        _write_files(folder, out, chosen.lang or "vi")
    folder.close()
    _tell_accounts()
    if to_files:
        print(_("Xong. Mở lại: guardapp --data «{path}»").format(path=out / DATA))
        return DONE
    from guardapp.app.program import open_window

    return open_window(out / DATA, chosen.lang)


def _tell(done: int, days: int) -> None:
    print(f"\r{done}/{days}", end="", file=sys.stderr, flush=True)


def _write_files(folder: Folder, out: Path, language: Language) -> None:
    if not has_display() or "QT_QPA_PLATFORM" not in os.environ:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    count = _write_sheets(folder, out / "sheets")
    print(_("Đã ghi {count} tờ in vào «{path}».").format(count=count, path=out / "sheets"))
    from guardapp.app.pictures import picture_pages

    count = picture_pages(folder, out / "pages", language)
    print(_("Đã ghi {count} ảnh trang vào «{path}».").format(count=count, path=out / "pages"))


def _write_sheets(folder: Folder, out: Path) -> int:
    journal = folder.journal
    chief = access.confirm(journal, folder.local, "chief", "demo-chief-2026")
    today = local_date(journal.clock.now_ms())
    yesterday = today - timedelta(days=1)
    for sheet in printing.SHEETS:
        thing = _thing(folder, sheet.name) if sheet.needs == "id" else 0
        if thing is None:
            continue
        asked = printing.Asked(yesterday, Month.of(yesterday), thing)
        printing.write(out / f"{sheet.name}.pdf", sheet.make(journal, chief, asked))
    return len(list(out.glob("*.pdf")))


def _thing(folder: Folder, sheet: str) -> int | None:
    conn = folder.journal.tables
    if sheet == "handover":
        last = handover.last_handover(conn)
        return None if last is None else last.id
    long_ago = datetime(2000, 1, 1, tzinfo=ZONE)
    since = round(long_ago.timestamp() * 1000)
    found = incidents.incidents(conn, since, folder.journal.clock.now_ms())
    thefts = [one for one in found if one.kind.startswith("theft") and one.value]
    chosen = thefts or found
    return chosen[-1].id if chosen else None


def _tell_accounts() -> None:
    masters = people.hospital()
    print(_("Đăng nhập dữ liệu mẫu:"))
    for one in masters["accounts"]:
        print(f"  {one['login']} / {one['secret']}")
    words = _("mã nhân viên, ví dụ {code}")
    print(f"  {words.format(code=identity.next_code(GUARD_PREFIX, []))} / {masters['pin']}")
