"""The points of a running round in order, with large ticks for those that are done."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from guardapp.base.ui import look
from guardapp.base.ui.look import Tone
from guardapp.base.words import _, time_text
from guardapp.patrol.kinds import FLAG_WORDS, VERDICT_WORDS, Flag, Verdict
from guardapp.patrol.walk import PointSeen, Walk

VERDICT_TONES: Final = {
    Verdict.ON_TIME: Tone.SUCCESS,
    Verdict.UNTIMED: Tone.SUCCESS,
    Verdict.EARLY: Tone.WARNING,
    Verdict.LATE: Tone.WARNING,
    Verdict.ABSENT: Tone.DANGER,
}


def point_words(seen: PointSeen) -> str:
    """Return how a point was passed, in words; empty where it was not."""
    if seen.visit is None:
        return ""
    late = seen.verdict is Verdict.ABSENT
    verdict = _("Ngoài giờ") if late else _(VERDICT_WORDS[seen.verdict])
    return ", ".join([verdict, *flag_words(seen.visit.flags)])


def flag_words(flags: frozenset[Flag]) -> list[str]:
    """Return the words of flags, in a fixed order."""
    return [_(FLAG_WORDS[flag]) for flag in Flag if flag in flags]


def point_tone(seen: PointSeen) -> Tone:
    """Return the tone of a point that was passed."""
    if seen.visit is not None and seen.visit.flags:
        return Tone.WARNING
    return VERDICT_TONES[seen.verdict]


class _Rows(QWidget):
    """Draws the rows; their height follows the look's sizes."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.walk: Walk | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def tall(self) -> int:
        """Return the height of a row."""
        return look.sizes().control + look.sizes().m + look.sizes().xs

    def sizeHint(self) -> QSize:
        """Ask for all rows."""
        count = len(self.walk.points) if self.walk else 0
        return QSize(look.sizes().control * 8, count * self.tall)

    def minimumSizeHint(self) -> QSize:
        """Never be lower than all rows."""
        return QSize(look.sizes().control * 5, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows that show."""
        if self.walk is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        following = self.walk.next
        furthest = max(
            (one.point.position for one in self.walk.points if one.visit is not None), default=-1
        )
        for number, seen in enumerate(self.walk.points):
            area = QRectF(0, number * self.tall, self.width(), self.tall)
            if area.intersects(QRectF(event.rect())):
                skipped = seen.omitted and seen.point.position < furthest
                self._row(painter, area, seen, seen is following, skipped)
        painter.end()

    def _row(
        self, painter: QPainter, area: QRectF, seen: PointSeen, following: bool, skipped: bool
    ) -> None:
        sizes, colours = look.sizes(), look.colours()
        if following or skipped:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.soft(Tone.ACCENT if following else Tone.WARNING))
            painter.drawRoundedRect(area.adjusted(0, 2, 0, -2), sizes.radius, sizes.radius)
        self._mark(painter, area, seen, following, skipped)
        left = sizes.s + sizes.control
        right, tone = self._state(seen, following, skipped)
        time = time_text(seen.visit.scan.occurred_ms) if seen.visit else ""
        above, below = self._right(
            painter, area, time or time_text(seen.due_ms), right, tone, bool(time)
        )
        room = area.width() - left - sizes.m
        weight = QFont.Weight.Bold if following else QFont.Weight.DemiBold
        name = f"{seen.point.position + 1}. {seen.point.name}"
        muted = QColor(colours.muted)
        half = area.height() / 2 - sizes.s
        upper = QRectF(left, area.y() + sizes.s, room - above, half)
        lower = QRectF(left, area.center().y(), room - below, half)
        plain = look.colour() if seen.visit is None else muted
        self._text(painter, upper, name, look.font(sizes.heading, weight), plain)
        code = seen.point.code if seen.visit else ""  # read where it hangs, not from the desk
        place = " · ".join(filter(None, (seen.point.place, code)))
        self._text(painter, lower, place, look.font(sizes.small), muted)

    def _mark(
        self, painter: QPainter, area: QRectF, seen: PointSeen, following: bool, skipped: bool
    ) -> None:
        sizes, colours = look.sizes(), look.colours()
        edge = sizes.icon * 1.5
        spot = QRectF(sizes.s, area.center().y() - edge / 2, edge, edge)
        if seen.visit is not None:
            tint = colours.tones[point_tone(seen)].text
            look.paint_icon(painter, "circle-check", spot, tint)
        elif following:
            look.paint_icon(painter, "arrow-right", spot, colours.accent.text)
        elif skipped:
            look.paint_icon(painter, "triangle-alert", spot, colours.tones[Tone.WARNING].text)
        else:
            painter.setPen(QColor(colours.field_border))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(spot.adjusted(3, 3, -3, -3))

    @staticmethod
    def _state(seen: PointSeen, following: bool, skipped: bool) -> tuple[str, Tone | None]:
        if seen.visit is not None:
            return point_words(seen), point_tone(seen)
        if following:
            return _("Tiếp theo"), Tone.ACCENT
        if skipped:
            return _("Chưa qua"), Tone.WARNING
        return (_("Tùy chọn"), None) if seen.point.optional else ("", None)

    def _right(
        self, painter: QPainter, area: QRectF, time: str, words: str, tone: Tone | None, done: bool
    ) -> tuple[float, float]:
        """Draw the time and the state at the right edge; return the widths both take."""
        sizes = look.sizes()
        bold, small = look.font(sizes.heading, QFont.Weight.DemiBold), look.font(sizes.small)
        painter.setFont(small)
        needed = painter.fontMetrics().horizontalAdvance(words) + sizes.xs
        below = min(needed, area.width() * 0.6) if words else 0.0
        painter.setFont(bold)
        above = painter.fontMetrics().horizontalAdvance("00:00") + sizes.xs
        edge, half = area.right() - sizes.m, area.height() / 2 - sizes.s
        upper = QRectF(edge - above, area.y() + sizes.s, above, half)
        lower = QRectF(edge - below, area.center().y(), below, half)
        end = Qt.AlignmentFlag.AlignRight
        quiet = QColor(look.colours().muted)
        if not words:
            upper = QRectF(edge - above, area.y(), above, area.height())
        self._text(painter, upper, time, bold if done else small, quiet, end)
        self._text(painter, lower, words, small, look.colour(tone) if tone else quiet, end)
        return above + sizes.m, (below or above) + sizes.m

    @staticmethod
    def _text(
        painter: QPainter,
        area: QRectF,
        words: str,
        font: QFont,
        colour: QColor,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        painter.setFont(font)
        painter.setPen(colour)
        room = int(area.width())
        cut = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
        painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter, cut)


class PointList(QScrollArea):
    """The points of a round; the next one is kept in sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = _Rows(self)
        self._rows.setProperty("part", "clear")
        self.setWidget(self._rows)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_walk(self, walk: Walk) -> None:
        """Show a round's points."""
        self._rows.walk = walk
        self._rows.updateGeometry()
        self._rows.update()
        words = [f"{one.point.name}: {point_words(one) or _('Chưa qua')}" for one in walk.points]
        self._rows.setAccessibleName("; ".join(words))
        if walk.next is not None:
            tall = self._rows.tall
            middle = walk.next.point.position * tall + tall // 2
            self.ensureVisible(0, middle, 0, tall * 2)
