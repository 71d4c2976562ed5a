"""The architecture: which file may know which. Read the tables; the tests below hold them."""

import ast
import sys
from collections.abc import Iterator
from typing import Final, NamedTuple

import pytest

from tests.source import Module, module, modules

# Below guardapp/, from the ground up. A folder or file knows those of earlier lines;
# those of one line do not know each other.
LAYERS: Final = (
    {"base"},
    {"people"},
    {"roster"},
    {"patrol", "fire", "incidents"},
    {"handover"},
    {"today", "reports"},
    {"safekeeping", "sample"},
    {"window"},
    {"app"},
    {"cli"},
    {"__main__"},
)


class Role(NamedTuple):
    """What a file may know: files of its own folder, files of folders below, outside packages."""

    own: set[str]
    below: set[str]
    packages: set[str]


# A file name means the same in every folder: store_reads.py counts as store, page_route.py as page
# (and source.COUNTS_AS names the parts that have a name of their own).
# Everything also knows the base; only what uses Qt knows base/ui.
ROLES: Final = {
    "model": Role(set(), {"model"}, set()),
    "rules": Role({"model"}, {"model", "rules"}, {"dateutil"}),
    "store": Role({"model"}, {"model", "store"}, {"sqlite_utils"}),
    "actions": Role({"model", "rules", "store"}, {"model", "rules", "store", "actions"}, set()),
    "gather": Role({"model", "rules", "store", "document"}, {"model", "rules", "store"}, set()),
    "document": Role({"model"}, {"model"}, set()),
    "sheet": Role({"model", "document"}, {"model"}, {"reportlab"}),
}
# Pages and files of a name of their own see all of their folder (only pages see pages) and this.
SEEN_FROM_ABOVE: Final = {"model", "rules", "store"}

# They make, keep or move whole data folders, so they see all below but pages and sheets.
WHOLE_FOLDERS: Final = {"safekeeping", "sample"}

# They join everything: app alone knows the pages of all features.
JOINING: Final = {"app", "cli", "__main__"}

# Files of a name of their own, and those of the base, say here what they need from outside.
PACKAGES: Final = {
    "base.db": {"sqlite_utils"},
    "base.folder": {"sqlite_utils"},
    "base.journal": {"sqlite_utils"},
    "base.keys": {"nacl", "sqlite_utils"},
    "base.local": {"nacl", "sqlite_utils"},
    "base.paper": {"reportlab", "segno"},
    "base.spreadsheet_book": {"openpyxl"},
    "base.spreadsheet_xlsx": {"openpyxl"},
    "base.store": {"sqlite_utils"},
    "cli": {"platformdirs"},
    "roster.calendar_file": {"icalendar"},
    "roster.holidays_source": {"holidays"},
    "roster.planner": {"highspy", "numpy", "ortools"},
    "sample": {"dateutil"},
}
QT: Final = {"PySide6", "shiboken6"}

# GPL parts of Qt, and a second SQLite library that knows nothing of our transactions.
QT_NEVER: Final = {"QtCharts", "QtGraphs", "QtGraphsWidgets", "QtDataVisualization", "QtSql"}

# They are told everything: they ask no system, no clock, and no database
# (a model only names the row it is made from).
PURE: Final = {"model", "rules", "document", "sheet"}
NOT_PURE: Final = {"os", "socket", "sqlite3", "subprocess", "threading", "time"}


def imported(by: Module) -> Iterator[str]:
    """Yield each dotted name that a module imports, wherever in it the import stands."""
    for node in ast.walk(by.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def may_import(who: Module, name: str) -> bool:
    """Tell whether a module may import a dotted name."""
    if name == "guardapp" or name.startswith("guardapp.__version__"):
        return True
    if not name.startswith("guardapp."):
        return _may_use_package(who, name)
    what = Module(".".join(name.split(".")[:3]), ast.Module([], []))
    if what.is_qt() and not (who.is_qt() or who.folder == "app"):
        return False
    if who.folder == what.folder:
        free = who.folder == "base" or who.role not in ROLES
        return free or what.role in {who.role, *ROLES[who.role].own}
    return _rank(what) < _rank(who) and what.role in _seen_below(who, what)


def _rank(of: Module) -> int:
    return next(line for line, folders in enumerate(LAYERS) if of.folder in folders)


def _seen_below(who: Module, what: Module) -> set[str]:
    if what.folder == "base" or who.folder in JOINING:
        return {what.role}
    if what.folder == "today" or who.folder == "window":
        return set()
    if who.folder in WHOLE_FOLDERS:
        return {what.role} - {"sheet"}
    return ROLES[who.role].below if who.role in ROLES else SEEN_FROM_ABOVE


def _may_use_package(who: Module, name: str) -> bool:
    package, _, rest = name.partition(".")
    in_feature = who.folder != "base"
    if package in QT:
        return who.is_qt() and rest.split(".")[0] not in QT_NEVER
    if package in sys.stdlib_module_names:
        row = (who.role, package) == ("model", "sqlite3")
        return row or not (in_feature and who.role in PURE and package in NOT_PURE)
    return (in_feature and who.role in ROLES and package in ROLES[who.role].packages) or any(
        package in PACKAGES[file] and f"{who.name}.".startswith(f"guardapp.{file}.")
        for file in PACKAGES
    )


@pytest.mark.parametrize("who", modules(), ids=lambda who: who.name)
def test_a_module_imports_only_what_it_may_know(who: Module) -> None:
    forbidden = [name for name in imported(who) if not may_import(who, name)]
    assert not forbidden, f"{who.name} may not import {', '.join(forbidden)}"


def test_every_declared_outside_package_is_used() -> None:
    used = {who.name: {name.split(".")[0] for name in imported(who)} for who in modules()}
    for file, packages in PACKAGES.items():
        place = f"guardapp.{file}"
        here = [used[name] for name in used if f"{name}.".startswith(f"{place}.")]
        assert packages <= set().union(*here), file


@pytest.mark.parametrize(
    ("who", "planted"),
    [
        ("base.journal", "from guardapp.people import store"),
        ("base.settings", "from guardapp.base.ui import look"),
        ("people.store", "from guardapp.roster.store import shifts"),
        ("patrol.gather", "import guardapp.fire.store"),
        ("handover.page", "from guardapp.today import gather"),
        ("handover.page", "from guardapp.incidents.page import IncidentPage"),
        ("handover.gather", "from guardapp.incidents import actions"),
        ("reports.gather", "from guardapp.roster.planner import plan"),
        ("safekeeping.export", "from guardapp.today.gather import matters"),
        ("sample.year", "from guardapp.fire.sheet import checklist"),
        ("sample.year", "from guardapp.fire.page import FirePage"),
        ("window", "from guardapp.fire.page import FirePage"),
        ("cli", "def main():\n    from guardapp.fire.page import FirePage"),
        ("people.model", "from guardapp.people import rules"),
        ("people.rules", "from guardapp.people.store import guards"),
        ("people.store", "from guardapp.people import actions"),
        ("people.sheet", "from guardapp.people.store import guards"),
        ("people.sheet", "import sqlite3"),
        ("people.rules_rest", "import time"),
        ("roster.document", "from guardapp.roster.store import shifts"),
        ("people.actions", "from PySide6.QtCore import QTimer"),
        ("base.access", "from PySide6 import QtCore"),
        ("app", "from PySide6.QtWidgets import QApplication"),
        ("people.page", "import reportlab"),
        ("people.model", "import sqlite_utils"),
        ("people.page_guard", "from PySide6 import QtCharts"),
        ("people.page", "from PySide6.QtSql import QSqlDatabase"),
        ("people.store", "if TYPE_CHECKING:\n    from guardapp.roster.model import Shift"),
        ("roster.planner", "import requests"),
    ],
)
def test_a_forbidden_import_is_found(who: str, planted: str) -> None:
    found = module(f"guardapp.{who}", planted)
    assert [name for name in imported(found) if not may_import(found, name)]


@pytest.mark.parametrize(
    ("who", "planted"),
    [
        ("people.page_guard", "from PySide6.QtWidgets import QWidget"),
        ("people.page", "from guardapp.base.ui.table import Table"),
        ("roster.store_reads", "from guardapp.roster.store import shifts"),
        ("roster.rules", "from dateutil.rrule import rrule"),
        ("roster.planner", "from guardapp.roster import model, rules"),
        ("handover.actions", "from guardapp.incidents import actions"),
        ("sample.year", "from guardapp.patrol.actions import scan"),
        ("app", "from guardapp.fire.page import FirePage"),
        ("cli", "from guardapp import __version__"),
    ],
)
def test_an_allowed_import_passes(who: str, planted: str) -> None:
    found = module(f"guardapp.{who}", planted)
    assert [name for name in imported(found) if not may_import(found, name)] == []
