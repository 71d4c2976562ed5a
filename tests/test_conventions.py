"""The habits that types and lint cannot see, each with a planted breach that must be found."""

import ast
import re
from collections.abc import Callable, Iterator
from typing import Final

import pytest

from tests.source import Module, module, modules

Finder = Callable[[Module], Iterator[ast.AST]]

CLOCK_ASKED: Final = re.compile(
    r"(\b(datetime|date)\.(now|utcnow|today)"
    r"|\btime\.(time|time_ns|monotonic|monotonic_ns|perf_counter|localtime|gmtime|strftime)"
    r"|\bQ(Date|Time|DateTime)\.current\w+)$"
)
MODAL: Final = re.compile(
    r"(\.exec_?|\bQMessageBox\.(about|critical|information|question|warning)"
    r"|\bQInputDialog\.get\w+|\bQFileDialog\.get\w+|\bQ(Color|Font)Dialog\.get\w+"
    r"|\.processEvents)$"
)
MODAL_ALLOWED: Final = re.compile(r"^(drag|application(\(\))?)\.exec$")  # a drag; the program
SQL: Final = re.compile(
    r"\s*(SELECT\s.*\sFROM\s|INSERT\s+(OR\s+\w+\s+)?INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s"
    r"|REPLACE\s+INTO\s|(CREATE|DROP|ALTER)\s+\w+\s|WITH\s.*\sSELECT\s)",
    re.DOTALL,
)
TRANSLATORS: Final = {"_": 1, "N_": 1, "pgettext": 2, "ngettext": 2}
VIETNAMESE: Final = re.compile(
    "[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.IGNORECASE
)

NOT_WORDS: Final = {"Tiếng Việt", "Phương"}  # a language is named in itself; a width is measured


def calls(tree: ast.AST) -> Iterator[tuple[ast.Call, str]]:
    """Yield each call with the dotted text of what is called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield node, ast.unparse(node.func)


def clock_asked(of: Module) -> Iterator[ast.AST]:
    """Only base/clock.py asks the PC for the time."""
    if of.name != "guardapp.base.clock":
        yield from (node for node, called in calls(of.tree) if CLOCK_ASKED.search(called))


def modal_window(of: Module) -> Iterator[ast.AST]:
    """No dialog stops the program's loop: open() with a slot, or the port base/ui/ask.

    The demo's pictures are taken where no loop runs.
    """
    if of.name == "guardapp.window_pictures":
        return
    for node, called in calls(of.tree):
        if MODAL.search(called) and not MODAL_ALLOWED.search(called):
            yield node


def self_captured(of: Module) -> Iterator[ast.AST]:
    """A signal or timer holds a bound method, never a lambda, partial or closure with self."""
    local = {
        inner.name: inner
        for outer in ast.walk(of.tree)
        if isinstance(outer, ast.FunctionDef)
        for inner in ast.walk(outer)
        if isinstance(inner, ast.FunctionDef) and inner is not outer
    }
    for node, called in calls(of.tree):
        if called.split(".")[-1] not in ("connect", "singleShot", "callOnTimeout"):
            continue
        for held in node.args:
            if isinstance(held, ast.Name):
                held = local.get(held.id, held)  # noqa: PLW2901
            made = isinstance(held, ast.Lambda | ast.FunctionDef | ast.Call)
            if made and any(isinstance(n, ast.Name) and n.id == "self" for n in ast.walk(held)):
                yield node


def words_made_up(of: Module) -> Iterator[ast.AST]:
    """A text is translated whole and filled in afterwards; what N_ marks is a literal."""
    for node, called in calls(of.tree):
        for text in node.args[: TRANSLATORS.get(called, 0)]:
            made_up = isinstance(text, ast.JoinedStr | ast.BinOp | ast.Call)
            if made_up or (called == "N_" and not isinstance(text, ast.Constant)):
                yield node


def sql_outside(of: Module) -> Iterator[ast.AST]:
    """A feature's SQL is in its store; the base has its own; safekeeping reads every table."""
    if of.folder == "base" or of.role == "store":
        return
    for node in texts_of(of.tree):
        reads = str(node.value).lstrip().startswith("SELECT")
        if SQL.match(str(node.value)) and not (reads and of.folder == "safekeeping"):
            yield node


def untranslated(of: Module) -> Iterator[ast.AST]:
    """What a window shows goes through gettext; qtwords is Qt's own English in Vietnamese."""
    if of.is_qt() and of.name != "guardapp.base.ui.qtwords":
        translated = {
            id(text)
            for node, called in calls(of.tree)
            if called in TRANSLATORS
            for text in ast.walk(node)
        }
        yield from (
            node
            for node in texts_of(of.tree)
            if VIETNAMESE.search(node.value)
            and id(node) not in translated
            and node.value not in NOT_WORDS
        )


def texts_of(tree: ast.Module) -> Iterator[ast.Constant]:
    """Yield each text of a module that is not a docstring."""
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and id(node) not in docstrings:
            yield node


FINDERS: Final[tuple[Finder, ...]] = (
    clock_asked,
    modal_window,
    self_captured,
    words_made_up,
    sql_outside,
    untranslated,
)


@pytest.mark.parametrize("find", FINDERS, ids=lambda find: find.__name__)
def test_the_program_keeps_the_habit(find: Finder) -> None:
    found = [
        f"{of.name}:{node.lineno}: {ast.unparse(node)}" for of in modules() for node in find(of)
    ]
    assert not found, "\n".join([str(find.__doc__), *found])


@pytest.mark.parametrize(
    ("find", "who", "planted"),
    [
        (clock_asked, "roster.rules", "today = date.today()"),
        (clock_asked, "roster.page", "self.edit.setDate(QDate.currentDate())"),
        (clock_asked, "base.journal", "stamp = time.time_ns()"),
        (clock_asked, "base.log", "datetime.datetime.now(tz=UTC)"),
        (modal_window, "people.page", "dialog.exec()"),
        (modal_window, "people.page", "QMessageBox.warning(self, 'a', 'b')"),
        (modal_window, "people.page", "QFileDialog.getOpenFileName(self)"),
        (modal_window, "window", "QApplication.processEvents()"),
        (self_captured, "people.page", "self.save.clicked.connect(lambda: self.keep())"),
        (self_captured, "people.page", "a.clicked.connect(partial(self.keep, 1))"),
        (self_captured, "people.page", "QTimer.singleShot(0, lambda: self.keep())"),
        (
            self_captured,
            "people.page",
            "def set_up(self):\n    def keep():\n        self.keep()\n    a.clicked.connect(keep)",
        ),
        (words_made_up, "people.page", "_(f'Còn {n}')"),
        (words_made_up, "people.sheet", "_('Còn {n}'.format(n=n))"),
        (words_made_up, "people.rules", "pgettext('shift', 'Ca ' + name)"),
        (words_made_up, "people.rules", "N_(many)"),
        (sql_outside, "people.actions", "conn.execute('INSERT OR REPLACE INTO guard VALUES (1)')"),
        (sql_outside, "people.gather", "conn.execute('SELECT name\\nFROM guard')"),
        (sql_outside, "safekeeping.export", "conn.execute('DELETE FROM guard')"),
        (sql_outside, "people.page", "conn.execute(f'UPDATE guard SET name = {name}')"),
        (untranslated, "people.page_guard", "label.setText('Họ và tên')"),
        (untranslated, "base.ui.ask", "label.setText(f'Còn {n} điểm')"),
    ],
)
def test_a_breach_of_the_habit_is_found(find: Finder, who: str, planted: str) -> None:
    assert list(find(module(f"guardapp.{who}", planted)))


@pytest.mark.parametrize(
    ("find", "who", "planted"),
    [
        (clock_asked, "base.clock", "time.time_ns()"),
        (clock_asked, "roster.rules", "start.date()"),
        (modal_window, "people.page", "conn.execute('...'), drag.exec(Qt.DropAction.MoveAction)"),
        (self_captured, "people.page", "self.save.clicked.connect(self.keep)"),
        (words_made_up, "people.page", "_('Còn {n}').format(n=n), ngettext('{n} a', '{n} b', n)"),
        (words_made_up, "people.page", "_(KIND_WORDS[kind])"),
        (sql_outside, "people.store_reads", "conn.execute('SELECT name FROM guard')"),
        (sql_outside, "safekeeping.export", "conn.execute('SELECT name FROM guard')"),
        (untranslated, "people.page", "def f():\n    'Họ tên'\n    return _('Họ tên')"),
        (untranslated, "people.sheet", "title = 'BIÊN BẢN'"),
    ],
)
def test_what_keeps_the_habit_passes(find: Finder, who: str, planted: str) -> None:
    assert list(find(module(f"guardapp.{who}", planted))) == []
