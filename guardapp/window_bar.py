"""The top bar (facility, search, clock, who is signed in) and the navigation rail."""

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from guardapp.base.access import ROLE_WORDS, Session
from guardapp.base.clock import Clock, local
from guardapp.base.ui import look
from guardapp.base.ui.buttons import PressButton
from guardapp.base.ui.page import PageEntry
from guardapp.base.ui.parts import (
    Badge,
    ElidedLabel,
    IconLabel,
    Inside,
    column,
    ghost_button,
    icon_button,
    label,
    scrolling,
)
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import _, date_text, language, time_text, weekday_text


class ClockLabel(QWidget):
    """The local time and date, from the program's one clock."""

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._time = label("", "heading", parent=self)
        self._day = label("", "small", parent=self)
        right = Qt.AlignmentFlag.AlignRight
        self._time.setAlignment(right)
        self._day.setAlignment(right)
        self.setLayout(column(self._time, self._day, spacing=0))
        timer = QTimer(self)
        timer.timeout.connect(self._tick)
        timer.start(1000)
        self._tick()

    @Slot()
    def _tick(self) -> None:
        now = self._clock.now_ms()
        self._time.setText(time_text(now))
        self._day.setText(f"{weekday_text(local(now))}, {date_text(now)}")


class WhoButton(PressButton):
    """The name and role of who is signed in; opens the menu of what is theirs."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        role = _(ROLE_WORDS[session.role])
        sizes = look.sizes()
        self.setProperty("kind", "who")
        self.setAccessibleName(f"{session.name}, {role}")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        line = QHBoxLayout(self)
        line.setContentsMargins(sizes.m, 0, sizes.m, 0)
        line.setSpacing(sizes.s)
        line.addWidget(IconLabel("user", parent=self))
        name = label(session.name, "strong", parent=self)
        line.addLayout(column(name, label(role, "small", parent=self), spacing=0))
        line.addWidget(IconLabel("chevron-down", size=sizes.m + sizes.xs, parent=self))
        for inner in self.findChildren(QWidget):
            inner.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """Ask for the room of both lines."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Never cut the name."""
        return self.sizeHint()


class TopBar(QWidget):
    """What is true of the whole program, and what can be done anywhere."""

    search = Signal()
    language = Signal()
    theme = Signal()
    large = Signal()
    lock = Signal()
    sign_out = Signal()
    change_secret = Signal()
    shortcuts = Signal()

    def __init__(
        self,
        facility: str,
        sample: bool,
        session: Session,
        clock: Clock,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("part", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        sizes = look.sizes()
        dark = look.theme() is look.Theme.DARK
        line = QHBoxLayout(self)
        line.setContentsMargins(sizes.xl, sizes.s, sizes.l, sizes.s)
        line.setSpacing(sizes.s)
        where = column(ElidedLabel(facility, "strong", self), spacing=0)
        if sample:
            badge = Badge(_("Dữ liệu mẫu"), Tone.WARNING, self)
            where.addWidget(badge, 0, Qt.AlignmentFlag.AlignLeft)
        line.addLayout(where, 1)
        line.addSpacing(sizes.s)
        line.addWidget(icon_button("search", _("Tìm trang hoặc việc (Ctrl+K)"), self.search, self))
        other = "EN" if language() == "vi" else "VI"
        self.language_button = ghost_button(other, self.language, parent=self)
        self.language_button.setToolTip("English" if other == "EN" else "Tiếng Việt")
        line.addWidget(self.language_button)
        words = _("Giao diện sáng") if dark else _("Giao diện tối")
        self.theme_button = icon_button("sun" if dark else "moon", words, self.theme, self)
        line.addWidget(self.theme_button)
        line.addWidget(icon_button("lock", _("Khóa màn hình (Ctrl+L)"), self.lock, self))
        line.addSpacing(sizes.s)
        line.addWidget(ClockLabel(clock, self))
        line.addSpacing(sizes.s)
        line.addWidget(self._who(session))

    def _who(self, session: Session) -> QPushButton:
        who = WhoButton(session, self)
        menu = QMenu(who)
        large = _("Chữ thường") if look.scale() > look.DESK_SCALE else _("Chữ to")
        for icon, words, signal in (
            ("a-large-small", large, self.large),
            ("key-round", _("Đổi mã PIN, mật khẩu"), self.change_secret),
            ("keyboard", _("Phím tắt (F1)"), self.shortcuts),
            ("lock", _("Khóa màn hình"), self.lock),
            ("log-out", _("Đăng xuất"), self.sign_out),
        ):
            action = QAction(look.icon(icon), words, menu)
            action.triggered.connect(signal)
            menu.addAction(action)
        who.setMenu(menu)
        return who


class Rail(QWidget):
    """The pages by groups; `wanted` carries the key of the one pressed."""

    wanted = Signal(str)

    def __init__(self, entries: Sequence[PageEntry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._entries = tuple(entries)
        self._narrow = False
        self._heads: list[QLabel] = []
        self._group = QButtonGroup(self)
        sizes = look.sizes()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(sizes.m, sizes.m, sizes.m, sizes.m)
        lines.setSpacing(0)
        self._area = self._pages()
        lines.addWidget(self._area, 1)
        self._fold = self._button("panel-left-close", _("Thu gọn"))
        self._fold.clicked.connect(self._toggle)
        lines.addWidget(self._fold)
        self._group.buttonClicked.connect(self._pressed)
        self._size()

    def show_chosen(self, key: str) -> None:
        """Mark the page that is shown, and have its name in sight."""
        for number, entry in enumerate(self._entries):
            if entry.key == key:
                self._group.button(number).setChecked(True)
                self._area.ensureWidgetVisible(self._group.button(number))

    def set_narrow(self, narrow: bool) -> None:
        """Show icons only, or icons and words."""
        self._narrow = narrow
        for number, entry in enumerate(self._entries):
            one = self._group.button(number)
            one.setText("" if narrow else _(entry.title))
            one.setToolTip(_(entry.title) if narrow else self._tip(number))
        for head in self._heads:
            head.setVisible(not narrow)
        words = _("Mở rộng") if narrow else _("Thu gọn")
        self._fold.setText("" if narrow else words)
        self._fold.setToolTip(words)
        self._fold.setAccessibleName(words)
        name = "panel-left-open" if narrow else "panel-left-close"
        self._fold.setIcon(look.icon(name, tint=look.colours().rail_muted, gap=look.sizes().s))
        self._size()

    def _size(self) -> None:
        sizes = look.sizes()
        letters = self.fontMetrics().averageCharWidth() * 24
        edge = sizes.icon + 4 * sizes.m + sizes.xs
        self.setFixedWidth(edge if self._narrow else letters + 2 * sizes.m)

    def _pages(self) -> QScrollArea:
        sizes = look.sizes()
        inside = Inside(self)
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(sizes.xs // 2)
        numbered = enumerate(self._entries)
        for group, members in groupby(numbered, key=_group_of):
            if group:
                head = label(_(group), "overline", parent=inside)
                head.setContentsMargins(sizes.m, sizes.s, 0, sizes.xs)
                lines.addWidget(head)
                self._heads.append(head)
            for number, entry in members:
                one = self._button(entry.icon, _(entry.title))
                one.setCheckable(True)
                one.setToolTip(self._tip(number))
                self._group.addButton(one, number)
                lines.addWidget(one)
        lines.addStretch(1)
        return scrolling(inside, self)

    def _button(self, icon: str, words: str) -> QPushButton:
        sizes = look.sizes()
        made = PressButton(words, self)
        made.setProperty("kind", "rail")
        made.setAccessibleName(words)
        colours = look.colours()
        made.setIcon(look.icon(icon, tint=colours.rail_muted, on=colours.rail_text, gap=sizes.s))
        made.setIconSize(QSize(sizes.icon + sizes.s, sizes.icon))
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        return made

    def _tip(self, number: int) -> str:
        return f"Ctrl+{number + 1}" if number < 9 else ""

    @Slot(QAbstractButton)
    def _pressed(self, pressed: QAbstractButton) -> None:
        self.wanted.emit(self._entries[self._group.id(pressed)].key)

    @Slot()
    def _toggle(self) -> None:
        self.set_narrow(not self._narrow)


def _group_of(numbered: tuple[int, PageEntry]) -> str:
    return numbered[1].group
