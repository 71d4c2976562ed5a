"""One incident: what is written, its persons and things, what was decided, and what can be done."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from guardapp.base.access import STANDING_WORDS, Right, Standing, account_name, may
from guardapp.base.ui import look
from guardapp.base.ui.fields import TextArea
from guardapp.base.ui.parts import (
    Badge,
    Banner,
    Card,
    Inside,
    button,
    clear,
    ghost_button,
    label,
    row,
    scrolling,
)
from guardapp.base.ui.shell import Shell
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import _, datetime_text, duration_text, money_text
from guardapp.incidents import actions, gather, rules, store
from guardapp.incidents import model_kinds as kinds
from guardapp.incidents.model import (
    AUTHORITY_WORDS,
    MEASURE_WORDS,
    NOTE_WORDS,
    OWNER_WORDS,
    ROLE_WORDS,
    STATE_WORDS,
    STEP_WORDS,
    Content,
    Incident,
    Notice,
    Person,
    Step,
    Thing,
    When,
)
from guardapp.incidents.page_list import STATE_TONES, time_words


class IncidentDetail(QWidget):
    """What is known of one incident; a supplement is written below its timeline."""

    tell_asked = Signal()
    answer_asked = Signal(object)
    recover_asked = Signal(int)

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._identity = 0
        sizes = look.sizes()
        inside = Inside(self)
        self._lines = QVBoxLayout(inside)
        self._lines.setContentsMargins(0, 0, sizes.s, 0)
        self._lines.setSpacing(sizes.m)
        self.badges = QHBoxLayout()
        self.badges.setSpacing(sizes.s)
        self.advice = Banner(Tone.WARNING, "", None, self)
        self._facts = Card(_("Nội dung"), self)
        self._things = Card(_("Tài sản"), self)
        self._persons = Card(_("Những người có liên quan đến việc"), self)
        self._done = Card(_("Đã làm, đã báo"), self)
        self._tell = button(_("Báo cơ quan"), self.tell_asked, "phone", self)
        self._done.head.addWidget(self._tell)
        self._course = Card(_("Quá trình"), self)
        self._steps = QVBoxLayout()
        self._steps.setSpacing(sizes.m)
        self._course.body.addLayout(self._steps)
        self.supplement = TextArea(_("Ghi bổ sung; nội dung cũ giữ nguyên"), 3, self)
        self._add = button(_("Ghi bổ sung"), self._supplement, "plus", self)
        self._course.body.addWidget(self.supplement)
        self._course.body.addLayout(row(None, self._add))
        self._course.body.addStretch(1)
        self._lay_out()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(inside, self))

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(look.sizes().m)
        for card in (self._facts, self._things, self._persons, self._done):
            left.addWidget(card)
        left.addStretch(1)
        halves = QHBoxLayout()
        halves.setSpacing(look.sizes().m)
        halves.addLayout(left, 3)
        halves.addWidget(self._course, 2)
        self._lines.addLayout(self.badges)
        self._lines.addWidget(self.advice)
        self._lines.addLayout(halves, 1)

    def show_incident(self, incident: Incident, content: Content) -> None:
        """Show an incident with all that is written about it."""
        if incident.id != self._identity:
            self.supplement.set_value("")
        self._identity = incident.id
        journal = self._shell.journal
        found = gather.advice(journal.tables, incident, journal.clock.now_ms())
        open_ = incident.state in rules.ACTS["told"].allowed and not incident.imported
        self.advice.tell(Tone.WARNING, found.words() if found and open_ else "")
        self._show_badges(incident)
        self._show_facts(incident, content)
        self._show_things(content)
        self._show_persons(content)
        writes = may(self._shell.session, Right.WRITE_INCIDENT)
        self._tell.setVisible(writes and incident.state in rules.ACTS["told"].allowed)
        self._show_done(content)
        self._show_steps()
        writes = writes and incident.state in rules.ACTS["supplemented"].allowed
        self.supplement.setVisible(writes)
        self._add.setVisible(writes)

    def _show_badges(self, incident: Incident) -> None:
        clear(self.badges)
        shown = [Badge(_(STATE_WORDS[incident.state]), STATE_TONES[incident.state], self)]
        if incident.standing is not Standing.ON_DUTY and not incident.imported:
            who = f": {incident.claimed}" if incident.claimed else ""
            words = f"{_('Người ghi')} {_(STANDING_WORDS[incident.standing])}{who}"
            shown.append(Badge(words, Tone.WARNING, self))
        if incident.imported:
            shown.append(Badge(_("Nhập từ tệp"), Tone.NEUTRAL, self))
        if incident.source_number:
            words = _("Số sổ cũ: {number}").format(number=incident.source_number)
            shown.append(Badge(words, Tone.NEUTRAL, self))
        for badge in shown:
            self.badges.addWidget(badge)
        if incident.reason:
            self.badges.addWidget(label(incident.reason, "muted", wrap=True, parent=self), 1)
        else:
            self.badges.addStretch(1)

    def _show_facts(self, incident: Incident, content: Content) -> None:
        clear(self._facts.body)
        facts = [
            (_("Loại"), kinds.words(incident.kind)),
            (_("Nơi xảy ra"), incident.place),
            (_("Xảy ra"), _span(incident)),
        ]
        if content.discovered_ms is not None:
            facts.append((_("Phát hiện"), datetime_text(content.discovered_ms)))
        if not incident.imported:
            late = max(0, incident.entered_ms - incident.at_ms) // 60_000
            entered = _("{time} (sau {late})").format(
                time=datetime_text(incident.entered_ms), late=duration_text(late)
            )
            facts.append((_("Ghi vào sổ"), entered))
            facts.append((_("Người ghi"), self._name(incident.written_by, incident.claimed)))
        self._facts.body.addLayout(_pairs(facts, self._facts))
        self._facts.body.addWidget(label(content.what, wrap=True, parent=self._facts))
        notes = [(_(NOTE_WORDS[note]), text) for note, text in content.notes.items() if text]
        if notes:
            self._facts.body.addLayout(_pairs(notes, self._facts))

    def _name(self, account: int, claimed: str = "") -> str:
        name = account_name(self._shell.journal.tables, account)
        return name or (_("mã {login}, chưa xác nhận").format(login=claimed) if claimed else "—")

    def _show_things(self, content: Content) -> None:
        clear(self._things.body)
        self._things.setVisible(bool(content.things))
        writes = may(self._shell.session, Right.WRITE_INCIDENT)
        for position, thing in enumerate(content.things):
            line = QHBoxLayout()
            words = label(_thing_words(thing), wrap=True, parent=self._things)
            line.addWidget(words, 1)
            if thing.value is not None:
                line.addWidget(label(money_text(thing.value), "strong", parent=self._things))
            if thing.recovered:
                line.addWidget(Badge(_("Đã thu hồi"), Tone.SUCCESS, self._things))
            elif writes:
                found = ghost_button(_("Ghi thu hồi"), self._recover_pressed, "", self._things)
                found.setProperty("position", position)
                line.addWidget(found)
            self._things.body.addLayout(line)
        if len(content.things) > 1:
            total = _("Cộng: {value}").format(value=money_text(content.value))
            self._things.body.addLayout(row(None, label(total, "strong", parent=self._things)))

    def _show_persons(self, content: Content) -> None:
        clear(self._persons.body)
        self._persons.setVisible(bool(content.persons))
        pairs = [(_(ROLE_WORDS[one.role]), _person_words(one)) for one in content.persons]
        self._persons.body.addLayout(_pairs(pairs, self._persons))

    def _show_done(self, content: Content) -> None:
        clear(self._done.body)
        nothing = not (content.measures or content.notices or content.done)
        self._done.setVisible(not nothing or not self._tell.isHidden())
        if nothing:
            self._done.body.addWidget(label(_("Chưa ghi gì."), "muted", parent=self._done))
        texts = [_(MEASURE_WORDS[measure]) for measure in content.measures]
        if texts or content.done:
            words = "; ".join(filter(None, (*texts, content.done)))
            self._done.body.addWidget(label(words, wrap=True, parent=self._done))
        for notice in content.notices:
            line = QHBoxLayout()
            line.addWidget(label(_notice_words(notice), wrap=True, parent=self._done), 1)
            if notice.answered_ms is None and may(self._shell.session, Right.WRITE_INCIDENT):
                told = ghost_button(_("Ghi trả lời"), self._answer_pressed, "", self._done)
                told.setProperty("notice", notice.id)
                line.addWidget(told, 0, Qt.AlignmentFlag.AlignTop)
            self._done.body.addLayout(line)

    def _show_steps(self) -> None:
        clear(self._steps)
        conn = self._shell.journal.tables
        told = {one.id: _notice_words(one) for one in store.notices(conn, self._identity)}
        for step in store.steps(conn, self._identity):
            self._steps.addWidget(self._step(step, step.text or told.get(step.id, "")))

    def _step(self, step: Step, text: str) -> QWidget:
        holder = QWidget(self._course)
        lines = QVBoxLayout(holder)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(look.sizes().xs // 2)
        head = " · ".join(filter(None, (_(STEP_WORDS[step.act]), self._name(step.by))))
        if step.standing is not Standing.ON_DUTY and step.act != "imported":
            head += f" ({_(STANDING_WORDS[step.standing])})"
        lines.addWidget(label(head, "strong", wrap=True, parent=holder))
        lines.addWidget(label(datetime_text(step.at_ms), "small", parent=holder))
        if text:
            lines.addWidget(label(text, wrap=True, parent=holder))
        return holder

    @Slot()
    def _supplement(self) -> None:
        text = self.supplement.value()
        if not text:
            self.supplement.setFocus()
            return
        actions.supplement(self._shell.journal, self._shell.session, self._identity, text)
        self.supplement.set_value("")
        self._shell.ask.done(_("Đã ghi bổ sung."))

    @Slot()
    def _answer_pressed(self) -> None:
        self.answer_asked.emit(self.sender().property("notice"))

    @Slot()
    def _recover_pressed(self) -> None:
        self.recover_asked.emit(int(self.sender().property("position")))


def _pairs(pairs: list[tuple[str, str]], parent: QWidget) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(look.sizes().m)
    grid.setVerticalSpacing(look.sizes().xs)
    grid.setColumnStretch(1, 1)
    for line, (name, text) in enumerate(pairs):
        head = label(name, "muted", wrap=True, parent=parent)
        head.setFixedWidth(parent.fontMetrics().averageCharWidth() * 18)
        grid.addWidget(head, line, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(text, wrap=True, parent=parent), line, 1)
    return grid


def _span(incident: Incident) -> str:
    if incident.when is When.RANGE and incident.to_ms is not None:
        return _("từ {start} đến {end}").format(
            start=time_words(incident), end=datetime_text(incident.to_ms)
        )
    return time_words(incident)


def _thing_words(thing: Thing) -> str:
    count = f" × {thing.quantity}" if thing.quantity != 1 else ""
    more = (thing.description, thing.serial, _(OWNER_WORDS[thing.owner]))
    return " · ".join((thing.name + count, *filter(None, more)))


def _person_words(person: Person) -> str:
    more = (person.birth_year, person.unit, person.phone, person.identity_number, person.address)
    return " · ".join((person.name, *filter(None, more)))


def _notice_words(notice: Notice) -> str:
    taken = _("người tiếp nhận: {name}").format(name=notice.officer) if notice.officer else ""
    number = _("số {number}").format(number=notice.reference) if notice.reference else ""
    answer = _("trả lời: {text}").format(text=notice.answer) if notice.answer else ""
    told = f"{_(AUTHORITY_WORDS[notice.authority])} {datetime_text(notice.at_ms)}"
    return " · ".join(filter(None, (told, taken, number, answer)))
