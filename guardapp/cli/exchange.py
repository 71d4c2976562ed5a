"""The command that brings rows of a spreadsheet in."""

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from guardapp.app.imports import IMPORTS
from guardapp.base import exchange, exchange_run, spreadsheet
from guardapp.base.access import Right
from guardapp.base.exchange import ImportKind
from guardapp.base.exchange_run import BAD_SUFFIX, Findings, Plan
from guardapp.base.folder import Folder
from guardapp.base.spreadsheet import ENCODINGS, Reading, Spreadsheet
from guardapp.base.spreadsheet_dates import Order
from guardapp.base.words import _
from guardapp.cli.context import (
    DONE,
    FINDINGS,
    reading,
    refuse,
    signed_in,
    write_rows,
    writing,
)


def add_commands(commands: Any) -> None:
    """Add import."""
    bring = commands.add_parser("import", help=_("nhập dữ liệu từ bảng tính CSV hoặc XLSX"))
    bring.add_argument(
        "kind",
        metavar="KIND",
        choices=[kind.name for kind in IMPORTS],
        help=_("nhập gì: {names}").format(names=", ".join(kind.name for kind in IMPORTS)),
    )
    bring.add_argument("file", type=Path, metavar="FILE", help=_("tệp CSV hoặc XLSX"))
    bring.add_argument(
        "--columns",
        default="",
        metavar="THEIRS=OURS,…",
        help=_("ghép cột của tệp với trường của sổ; cột không nêu được ghép theo tên"),
    )
    bring.add_argument(
        "--value",
        action="append",
        default=[],
        metavar="FIELD:THEIRS=OURS",
        help=_("ghép một giá trị của tệp với mã của sổ; lặp lại được"),
    )
    bring.add_argument(
        "--option",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help=_("chọn cách nhập, ví dụ duplicates=none; lặp lại được"),
    )
    bring.add_argument("--encoding", choices=ENCODINGS, default="", help=_("bảng mã của tệp"))
    bring.add_argument("--delimiter", default="", help=_("dấu ngăn cột của tệp"))
    bring.add_argument("--header", type=int, default=0, help=_("số dòng của dòng tiêu đề"))
    bring.add_argument("--sheet", default="", metavar="NAME", help=_("tên trang tính của tệp XLSX"))
    bring.add_argument(
        "--dates", choices=[one.value for one in Order], help=_("cách viết ngày trong tệp")
    )
    bring.add_argument("--dry-run", action="store_true", help=_("chỉ kiểm tra, không nhập"))
    bring.add_argument(
        "--good-rows",
        action="store_true",
        help=_("nhập các dòng tốt, lưu các dòng lỗi cạnh tệp (đuôi .loi.csv)"),
    )
    bring.add_argument("--json", action="store_true", help=_("ghi kết quả dạng JSON"))
    bring.set_defaults(run=_import)


def _import(chosen: argparse.Namespace) -> int:
    sheet = spreadsheet.read_file(chosen.file, _reading(chosen))
    opened = reading(chosen) if chosen.dry_run else writing(chosen)
    with opened as folder:
        session = signed_in(chosen, folder, Right.IMPORT)
        plan = _plan(chosen, folder, sheet)
        found = exchange_run.find(folder.journal.tables, plan)
        saved: Path | None = None
        made = 0
        good_rows = chosen.good_rows and not found.whole
        if not chosen.dry_run and (good_rows or not found.problems):
            if found.problems:
                saved = chosen.file.with_name(chosen.file.name + BAD_SUFFIX)
                exchange_run.save_bad(saved, plan, found)
            made = exchange_run.take(folder.journal, session, plan, found.taken)
    if chosen.json:
        print(json.dumps(_facts(plan, found, made, saved), ensure_ascii=False, indent=1))
    else:
        _tell(plan, found, made, saved, dry=chosen.dry_run)
    return FINDINGS if found.problems else DONE


def _reading(chosen: argparse.Namespace) -> Reading:
    delimiter = {"tab": "\t"}.get(chosen.delimiter, chosen.delimiter)
    if len(delimiter) > 1:
        refuse(_("Dấu ngăn cột là một ký tự, hoặc chữ tab."))
    return Reading(chosen.encoding, delimiter, chosen.header, chosen.sheet)


def _plan(chosen: argparse.Namespace, folder: Folder, sheet: Spreadsheet) -> Plan:
    tables = folder.journal.tables
    kind = next(one for one in IMPORTS if one.name == chosen.kind)
    sheet = exchange.reshaped(tables, kind, sheet)
    given = exchange.parsed_columns(chosen.columns, sheet, kind).columns
    used = {title for titles in given.values() for title in titles}
    columns = {
        key: left
        for key, titles in exchange.suggested(sheet, kind).columns.items()
        if (left := tuple(title for title in titles if title not in used))
    }
    order = Order(chosen.dates) if chosen.dates else None
    mapping = exchange.ColumnMap({**columns, **given}, _values(chosen.value, kind, folder), order)
    missing = exchange.missing(mapping, kind)
    if missing:
        words = _("Chưa biết cột nào của tệp là: {names}. Nêu bằng --columns; các cột: {columns}.")
        names = ", ".join(f"{_(one.title)} ({one.key})" for one in missing)
        refuse(words.format(names=names, columns=", ".join(sheet.header)))
    mapping = exchange.with_values(tables, sheet, mapping, kind)
    options = exchange_run.default_options(kind) | _options(chosen.option, kind)
    return Plan(kind, sheet, mapping, options)


def _values(
    given: Sequence[str], kind: ImportKind, folder: Folder
) -> Mapping[str, Mapping[str, str]]:
    values: dict[str, dict[str, str]] = {}
    fields = [one.key for one in kind.fields if one.chosen]
    for text in given:
        left, _equals, code = text.rpartition("=")
        key, _colon, theirs = left.partition(":")
        if key not in fields:
            words = _("Không ghép giá trị cho «{name}». Các trường có thể: {names}.")
            refuse(words.format(name=key, names=", ".join(fields)))
        codes = [one for one, _words in kind.choices(folder.journal.tables, key)]
        if code not in codes:
            words = _("Không có mã «{name}» cho trường này. Các mã: {names}.")
            refuse(words.format(name=code, names=", ".join(codes)))
        values.setdefault(key, {})[theirs] = code
    return values


def _options(given: Sequence[str], kind: ImportKind) -> dict[str, str]:
    known = {one.key: [value for value, _words in one.choices] for one in kind.options}
    chosen: dict[str, str] = {}
    for text in given:
        name, _equals, value = text.partition("=")
        if value not in known.get(name, ()):
            words = _("Không có lựa chọn «{name}». Có thể: {names}.")
            possible = (f"{key}={one}" for key, values in known.items() for one in values)
            refuse(words.format(name=text, names=", ".join(possible)))
        chosen[name] = value
    return chosen


def _facts(plan: Plan, found: Findings, made: int, saved: Path | None) -> dict[str, Any]:
    sheet = plan.sheet
    return {
        "kind": plan.kind.name,
        "file": sheet.name,
        "encoding": sheet.encoding,
        "delimiter": sheet.delimiter,
        "dates": plan.mapping.order.value if plan.mapping.order else sheet.date_format,
        "header_row": sheet.header_row,
        "columns": plan.mapping.columns,
        "values": plan.mapping.values,
        "options": plan.options,
        "rows": found.total,
        "good": len(found.taken),
        "left_out": sorted(found.left),
        "bad": [asdict(one) for one in found.problems],
        "duplicates": [asdict(one) for one in found.duplicates],
        "remarks": [asdict(one) for one in found.remarks],
        "imported": made,
        "bad_rows_saved": None if saved is None else str(saved),
    }


def _tell(plan: Plan, found: Findings, made: int, saved: Path | None, *, dry: bool) -> None:
    fields = {one.key: _(one.title) for one in plan.kind.fields}
    print(_("Tệp «{name}»: {count} dòng.").format(name=plan.sheet.name, count=found.total))
    for key, titles in plan.mapping.columns.items():
        print(f"  {fields[key]} ({key}) ← {exchange.JOINED_BY.join(titles)}")
    if found.problems:
        print(_("Dòng lỗi: {count}").format(count=found.bad))
        row, column, reason = _("dòng"), _("cột"), _("lý do")
        listed = [{row: p.row or "", column: p.column, reason: p.reason} for p in found.problems]
        write_rows(listed, as_json=False)
    for twice in found.duplicates:
        words = _("Dòng {row} trùng với {of}: {reason}.")
        print(words.format(row=twice.row, of=twice.of, reason=twice.reason))
    for told in found.remarks:
        print(_("Dòng {row}: {reason}").format(row=told.row, reason=told.reason))
    if saved is not None:
        print(_("Các dòng lỗi được lưu ở «{path}».").format(path=saved))
    if dry:
        print(_("Kiểm tra thử: {good} dòng nhập được.").format(good=len(found.taken)))
    elif found.problems and found.whole:
        print(_("Chưa nhập gì: tệp này chỉ được nhập khi không còn lỗi nào."))
    elif found.problems and saved is None:
        print(
            _("Chưa nhập dòng nào. Thêm --good-rows để nhập {good} dòng tốt.").format(
                good=len(found.taken)
            )
        )
    else:
        print(_("Đã nhập {count} dòng.").format(count=made))
