"""Forms: what is missing is said beside it, and what is typed comes back."""

from datetime import date
from typing import Any

from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from guardapp.base.errors import Invalid
from guardapp.base.folder import Folder
from guardapp.base.local import Local
from guardapp.base.ui.fields import CheckField, MoneyField, Segments, TextArea, TextField
from guardapp.base.ui.form import Form
from guardapp.base.ui.moments import DateTimeField

TODAY = date(2026, 12, 5)


def theft(local: Local | None = None) -> Form:
    """Return a form with a field of each sort."""
    form = Form(local, "incident")
    form.add("what", "Tài sản", TextField(), required=True)
    form.add("whose", "Của ai", Segments([(1, "Nhà nước"), (2, "Người bệnh")]), beside=True)
    form.add("at", "Lúc", DateTimeField(TODAY))
    form.add("value", "Trị giá", MoneyField(), beside=True)
    form.add("story", "Diễn biến", TextArea())
    form.add("police", "", CheckField("Đã báo công an"))
    return form


def errors(form: QWidget) -> list[str]:
    """Return the errors that a form shows."""
    return [
        label.text()
        for label in form.findChildren(QLabel)
        if label.property("type") == "error" and not label.isHidden()
    ]


def test_a_missing_value_is_told_beside_its_field(qtbot: QtBot) -> None:
    form = theft()
    qtbot.addWidget(form)
    assert not form.check()
    assert len(errors(form)) == 1
    form.field("what").set_value("Xe đạp")
    assert errors(form) == []
    assert form.check()


def test_an_unreadable_value_is_told_although_it_is_not_required(qtbot: QtBot) -> None:
    form = theft()
    qtbot.addWidget(form)
    form.set_values({"what": "Xe đạp"})
    form.field("at").day.setText("31/02")
    assert not form.check()
    assert "05/12/2026" in errors(form)[0]


def test_a_hidden_field_is_not_missed(qtbot: QtBot) -> None:
    form = theft()
    qtbot.addWidget(form)
    form.show_field("what", False)
    assert form.check()


def test_problems_found_by_rules_stand_beside_their_fields(qtbot: QtBot) -> None:
    form = theft()
    qtbot.addWidget(form)
    assert form.show_invalid(Invalid({"value": "Quá lớn."}))
    assert errors(form) == ["Quá lớn."]
    assert not form.show_invalid(Invalid({"elsewhere": "?"}))


def test_what_is_typed_comes_back_in_a_new_form(qtbot: QtBot, folder: Folder) -> None:
    typed: dict[str, Any] = {"what": "Xe đạp", "whose": 2, "value": 1_250_000, "police": True}
    form = theft(folder.local)
    qtbot.addWidget(form)
    form.set_values(typed)
    form.field("at").time.setText("22:0")
    form.save_draft()
    again = theft(folder.local)
    qtbot.addWidget(again)
    assert again.restore()
    assert {name: again.values()[name] for name in typed} == typed
    assert again.field("at").time.text() == "22:0"


def test_a_draft_is_kept_a_moment_after_typing(qtbot: QtBot, folder: Folder) -> None:
    form = theft(folder.local)
    qtbot.addWidget(form)
    form.field("what").set_value("Xe đạp")
    qtbot.waitUntil(lambda: folder.local.load_draft("incident") is not None)


def test_a_saved_form_leaves_no_draft(qtbot: QtBot, folder: Folder) -> None:
    form = theft(folder.local)
    qtbot.addWidget(form)
    form.set_values({"what": "Xe đạp"})
    form.save_draft()
    form.clear()
    assert form.values()["what"] == ""
    assert not form.is_touched()
    assert not theft(folder.local).restore()


def test_every_field_has_an_accessible_name(qtbot: QtBot) -> None:
    form = theft()
    qtbot.addWidget(form)
    assert [name for name in ("what", "whose", "at") if not form.field(name).accessibleName()] == []
