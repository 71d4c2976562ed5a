"""Writing an incident up: the form, its draft, submission, and the number it was given."""

from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from guardapp.base.errors import Invalid
from guardapp.base.ui import look
from guardapp.base.ui.fields import TextArea, TextField
from guardapp.base.ui.form import Form
from guardapp.base.ui.moments import DateTimeField
from guardapp.base.ui.parts import Banner, Card, Inside, button, ghost_button, row, scrolling
from guardapp.base.ui.shell import Shell
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import _
from guardapp.incidents import actions, gather, rules, store
from guardapp.incidents import model_kinds as kinds
from guardapp.incidents.model import NOTE_WORDS, Content, Note, Owner
from guardapp.incidents.page_fields import (
    KindField,
    PlaceField,
    ToldField,
    measures_field,
    owner_field,
)
from guardapp.incidents.page_rows import PersonsField, ThingsField
from guardapp.incidents.page_when import WhenField
from guardapp.people import store as people

DRAFT: Final = "incidents"


class WriteUp(QWidget):
    """The form of one incident; `submitted` carries its number, `kept` its identity."""

    submitted = Signal(object)
    kept = Signal(object)

    def __init__(self, shell: Shell, incident: int | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._incident = incident
        self._saved = False
        name = "new" if incident is None else str(incident)
        self.form = Form(shell.local, f"{DRAFT}.{name}.{shell.session.account}", self)
        self._restored = Banner(
            Tone.INFO, "", ghost_button(_("Xóa, ghi lại từ đầu"), self._start_anew), self
        )
        self.advice = Banner(Tone.WARNING, "", None, self)
        self._fill()
        inside = Inside(self)
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(0, 0, look.sizes().s, 0)
        lines.setSpacing(look.sizes().m)
        card = Card(parent=inside)
        card.body.addWidget(self.form)
        for widget in (self._restored, card):
            lines.addWidget(widget)
        lines.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(inside, self), 1)
        self.form.changed.connect(self._changed)
        self._begin()

    def _fill(self) -> None:
        clock = self._shell.journal.clock
        form = self.form
        form.add("kind", _("Việc gì"), KindField(form), required=True)
        place = form.add("place", _("Ở đâu"), PlaceField(form), required=True)
        place.set_places(self._places())
        form.add("time", _("Khi nào"), WhenField(clock, form), required=True)
        form.add(
            "what",
            _("Diễn biến"),
            TextArea(_("Thấy gì, ai báo, việc xảy ra thế nào"), 3, form),
            required=True,
        )
        form.add("owner", _("Tài sản của ai"), owner_field(form))
        form.add("things", _("Tài sản"), ThingsField(form))
        form.add_widget(self.advice)
        form.add("persons", _("Những người có liên quan đến việc"), PersonsField(form))
        form.add("measures", _("Đã làm ngay"), measures_field(form))
        form.add("notices", _("Đã báo"), ToldField(clock, form))
        form.add("done", _("Việc khác đã làm"), TextField("", form))
        self._more = button(_("Thêm: dấu vết, camera, đề xuất…"), self._show_more, "plus", form)
        holder = QWidget(form)
        holder.setLayout(row(self._more, None))
        form.add_widget(holder)
        today = WhenField.today_of(clock)
        form.add("discovered", _("Phát hiện lúc"), DateTimeField(today, form))
        for note, words in NOTE_WORDS.items():
            form.add(note.value, _(words), TextArea("", 2, form))

    def _places(self) -> list[str]:
        conn = self._shell.journal.tables
        posts = [post.name for post in people.posts(conn)]
        return [*posts, *store.places(conn)]

    def _begin(self) -> None:
        if self._incident is not None:
            content = store.content(self._shell.journal.tables, self._incident)
            if content is not None:
                self.form.set_values(_values(content))
        if self.form.restore():
            self._restored.tell(
                Tone.INFO, _("Đã mở lại nội dung đang ghi dở. Ghi tiếp rồi bấm «Gửi».")
            )
        self._show_notes(any(self.form.field(note.value).value() for note in Note))
        self._changed()

    def content(self) -> Content:
        """Return what is entered; fields not filled stay empty."""
        values = self.form.values()
        kind = values["kind"]
        owner = values["owner"] if kinds.about_property(kind) else None
        span = values["time"] or (Content().when, None, None)
        things = tuple(
            replace(thing, owner=owner or Owner.UNKNOWN) if thing.owner is Owner.UNKNOWN else thing
            for thing in (values["things"] if kinds.about_property(kind) else ())
        )
        return Content(
            kind=kinds.with_owner(kind, owner),
            place=values["place"],
            when=span[0],
            from_ms=span[1],
            to_ms=span[2],
            what=values["what"],
            post=self._post(values["place"]),
            discovered_ms=values["discovered"],
            things=things,
            persons=values["persons"],
            measures=values["measures"],
            done=values["done"],
            notices=values["notices"],
            notes={note: values[note.value] for note in Note if values[note.value]},
        )

    def _post(self, place: str) -> int | None:
        posts = people.posts(self._shell.journal.tables)
        return next((post.id for post in posts if place.startswith(post.name)), None)

    def focus_first(self) -> None:
        """Put the cursor where writing begins."""
        self.form.field("kind").setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep at once what is typed, as when another page is opened."""
        if not self._saved:
            self.form.save_draft()
        super().hideEvent(event)

    @Slot()
    def submit(self) -> None:
        """Submit what is written, or show what is missing."""
        if not self.form.check():
            return
        journal, session = self._shell.journal, self._shell.session
        try:
            done = actions.submit(journal, session, self.content(), self._incident)
        except Invalid as error:
            if not self.form.show_invalid(error):
                self._shell.ask.error(error)
            return
        self._saved = True
        self.form.drop_draft()
        self.submitted.emit(done)

    @Slot()
    def keep(self) -> None:
        """Keep what is written as a draft in the record, for the shift to finish."""
        journal, session = self._shell.journal, self._shell.session
        content = self.content()
        try:
            if self._incident is None:
                self._incident = actions.draft(journal, session, content)
            else:
                actions.rewrite(journal, session, self._incident, content)
        except Invalid as error:
            if not self.form.show_invalid(error):
                self._shell.ask.error(error)
            return
        self._saved = True
        self.form.drop_draft()
        self.kept.emit(self._incident)

    @Slot()
    def _start_anew(self) -> None:
        self.form.clear()
        self._restored.tell(Tone.INFO, "")
        if self._incident is not None:
            content = store.content(self._shell.journal.tables, self._incident)
            if content is not None:
                self.form.set_values(_values(content))
        self.focus_first()

    @Slot()
    def _show_more(self) -> None:
        self._show_notes(True)
        self.form.field("discovered").setFocus()

    def _show_notes(self, shown: bool) -> None:
        self._more.setVisible(not shown)
        for name in ("discovered", *(note.value for note in Note)):
            self.form.show_field(name, shown)

    @Slot()
    def _changed(self) -> None:
        kind = self.form.field("kind").value()
        about_property = not kind or kinds.about_property(kind)
        self.form.show_field("owner", about_property)
        self.form.show_field("things", about_property)
        self._advise(kind)

    def _advise(self, kind: str) -> None:
        value = sum(thing.value or 0 for thing in self.form.field("things").value())
        journal = self._shell.journal
        found = gather.advice_for(journal.tables, value, kind, journal.clock.now_ms())
        told = rules.police_told(self.form.field("notices").value())
        self.advice.tell(Tone.WARNING, found.words() if found and not told else "")


def _values(content: Content) -> dict[str, Any]:
    owners = {thing.owner for thing in content.things}
    return {
        "kind": content.kind,
        "place": content.place,
        "time": None if content.from_ms is None else (content.when, content.from_ms, content.to_ms),
        "what": content.what,
        "owner": owners.pop() if len(owners) == 1 else None,
        "things": content.things,
        "persons": content.persons,
        "measures": content.measures,
        "notices": (),
        "done": content.done,
        "discovered": content.discovered_ms,
        **{note.value: content.notes.get(note, "") for note in Note},
    }
