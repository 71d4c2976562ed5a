"""What the planner found: what is filled, what is short and would free it, what is left."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from guardapp.base.ui import look
from guardapp.base.ui.parts import Badge, button, column, ghost_button, label, primary_button, row
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import _
from guardapp.roster import proposal_words
from guardapp.roster.model_plan import Plan
from guardapp.roster.page_findings import NotesList
from guardapp.roster.rules_proposal import Proposal


class PlanningResult(QWidget):
    """Shows a proposal that the grid previews; nothing is written until `accepted`."""

    accepted = Signal()
    continued = Signal()
    dropped = Signal()
    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = Badge(parent=self)
        self._done = label("", wrap=True, parent=self)
        self._gap = label("", "small", wrap=True, parent=self)
        self.notes = NotesList(self)
        self.notes.chosen.connect(self.chosen)
        self.take = primary_button(_("Nhận kết quả"), self.accepted, "check", self)
        self.on = button(_("Xếp tiếp"), self.continued, parent=self)
        drop = ghost_button(_("Bỏ"), self.dropped, parent=self)
        said = _("Các ô viền đứt trong lịch là đề xuất, chưa ghi vào lịch.")
        lines = column(self._done, self._gap, spacing=look.sizes().m)
        lines.insertLayout(0, row(self._state, None))
        lines.addWidget(label(said, "small", wrap=True, parent=self))
        lines.addWidget(self.notes, 1)
        lines.addStretch()
        lines.addLayout(row(self.take, self.on, drop, None))
        self.setLayout(lines)

    def tell(self, proposal: Proposal, plan: Plan, *, around: bool) -> None:
        """Show another proposal; one `around` an absence with each date that changes."""
        missing = proposal.missing
        tone = Tone.WARNING if missing else Tone.SUCCESS
        self._state.show_state(proposal_words.missing_text(missing), tone)
        self.on.setHidden(around)
        self._gap.setHidden(around)
        words = proposal_words.changes_text(proposal, plan) if around else ""
        self._done.setText(words or proposal_words.done_text(proposal))
        self._gap.setText(proposal_words.gap_text(proposal.pace))
        shown = proposal_words.shortage_notes(proposal, plan)
        shown += proposal_words.left_notes(proposal, plan)
        self.notes.show_notes(shown)
        self.notes.setVisible(bool(shown))
        self.take.setEnabled(bool(proposal.placements or proposal.removed))
