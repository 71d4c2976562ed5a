"""Every page for every role in both languages and themes, at the smallest and the usual size."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import Final

import pytest
from babel.messages.pofile import read_po
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTextEdit,
    QWidget,
)

from guardapp.base import resources
from guardapp.base.access import Role
from guardapp.base.ui.look import Theme
from guardapp.base.words import LANGUAGES
from guardapp.window_signin import SAMPLE_ACCOUNTS
from tests.journeys.conftest import MakeDesk
from tests.journeys.desk import Desk

ACCOUNTS: Final = dict(
    zip(
        (Role.CHIEF, Role.LEADER, Role.INSPECTOR, Role.GUARD),
        ((one.login, one.secret) for one in SAMPLE_ACCOUNTS),
        strict=True,
    )
)
SIZES: Final = ((880, 560), (1366, 768))


def page_keys(desk: Desk) -> list[str]:
    return [entry.key for entry in desk.space.entries]


def show_all(desk: Desk) -> Iterator[QWidget]:
    """Show each page at each size and yield it."""
    for key in page_keys(desk):
        for width, height in SIZES:
            desk.main.resize(width, height)
            page = desk.page(key)
            assert not desk.main.grab().isNull()
            assert desk.main.size().toTuple() == (width, height), key
            yield page


@pytest.mark.parametrize("role", list(Role), ids=lambda role: role.value)
def test_every_page_opens_in_both_languages_and_themes(
    role: Role, sample: Path, make_desk: MakeDesk
) -> None:
    desk = make_desk(sample)
    for language, theme in product(LANGUAGES, Theme):
        desk.main.looks.use_language(language)
        desk.main.looks.use_theme(theme)
        desk.sign_in(*ACCOUNTS[role])
        assert len(list(show_all(desk))) >= 2 * len(page_keys(desk))
        desk.main.sign_out()
        desk.settle()
    assert desk.ask.told == []
    assert desk.ask.asked == []


@cache
def vietnamese() -> list[tuple[re.Pattern[str], str]]:
    """Return the Vietnamese words that are others in English, with what may stand between."""
    found = []
    for path in sorted(resources.path("translations", "en").glob("*.po")):
        with path.open("rb") as file:
            catalogue = read_po(file)
        for message in catalogue:
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            texts = message.string if isinstance(message.id, tuple) else (message.string,)
            literal = re.sub(r"\{[^}]*\}", "", ids[0])
            if ids[0] and ids[0] not in texts and len(literal.strip()) > 3:
                parts = re.split(r"\{[^}]*\}", ids[0])
                found.append((re.compile(".+".join(map(re.escape, parts))), ids[0]))
    return found


def words_of(widget: QWidget) -> Iterator[str]:
    """Yield the words of the program's own in sight: labels, buttons, heads, hints, tips."""
    for one in widget.findChildren(QWidget):
        if not one.isVisible():
            continue
        yield one.toolTip()
        yield one.accessibleName()
        if isinstance(one, QLabel | QAbstractButton):
            yield one.text()
        elif isinstance(one, QLineEdit | QTextEdit):
            yield one.placeholderText()
        elif isinstance(one, QHeaderView) and one.orientation() is Qt.Orientation.Horizontal:
            view = one.parent()
            assert isinstance(view, QAbstractItemView)
            model = view.model()
            for column in range(model.columnCount()):
                yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")


@cache
def data() -> frozenset[str]:
    """Return the sample's own texts, which stay as they were typed."""
    return frozenset(
        text
        for path in resources.path("sample").glob("*.json")
        for text in re.findall(r'"((?:[^"\\\\]|\\\\.)*)"', path.read_text(encoding="utf-8"))
    )


def left_in_vietnamese(widget: QWidget) -> set[str]:
    shown = {one.strip() for one in words_of(widget)} - data()
    return {one for one in shown for pattern, _msgid in vietnamese() if pattern.fullmatch(one)}


@pytest.mark.parametrize("role", [Role.CHIEF, Role.GUARD], ids=lambda role: role.value)
def test_nothing_but_data_is_vietnamese_in_english(
    role: Role, sample: Path, make_desk: MakeDesk
) -> None:
    desk = make_desk(sample)
    assert len(left_in_vietnamese(desk.main)) > 5
    desk.main.looks.use_language("en")
    desk.settle()
    found = {"sign-in": left_in_vietnamese(desk.main)}
    desk.main.show_emergency()
    desk.settle()
    found["emergency"] = left_in_vietnamese(desk.main)
    desk.main.show_sign_in()
    desk.sign_in(*ACCOUNTS[role])
    for key in page_keys(desk):
        desk.page(key)
        found[key] = left_in_vietnamese(desk.main)
    assert {key: words for key, words in found.items() if words} == {}
