"""The first start: the sample hospital, a folder of one's own, or one from a backup."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QProgressBar, QVBoxLayout, QWidget

from guardapp.base.access import Role, WeakSecret, check_rules
from guardapp.base.ui import look
from guardapp.base.ui.ask import Ask
from guardapp.base.ui.dialogs import Dialog
from guardapp.base.ui.fields import TextField
from guardapp.base.ui.form import Form
from guardapp.base.ui.parts import (
    Card,
    IconLabel,
    button,
    column,
    label,
    primary_button,
    row,
)
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import _


@dataclass(frozen=True)
class NewFacility:
    """What an empty data folder begins with: the facility, and its chief's account."""

    name: str
    superior: str
    place: str
    chief_name: str
    login: str
    secret: str


class NewFacilityDialog(Dialog):
    """Asks for what an empty data folder begins with; `then` takes a NewFacility."""

    def __init__(self, then: Callable[[NewFacility], None], parent: QWidget | None = None) -> None:
        super().__init__(
            _("Bắt đầu cho đơn vị của bạn"),
            _("Những dòng này được in ở đầu mỗi văn bản; sửa lại được sau."),
            then,
            parent,
            width=64,
        )
        self.form = form = Form(parent=self)
        form.section(_("Cơ sở y tế"))
        form.add(
            "name",
            _("Tên cơ sở"),
            TextField(_("Bệnh viện Đa khoa tỉnh …")),
            required=True,
        )
        form.add("superior", _("Cơ quan chủ quản"), TextField(_("Sở Y tế tỉnh …")))
        form.add("place", _("Địa danh"), TextField(_("tên tỉnh, thành phố")), beside=True)
        form.section(_("Tài khoản đội trưởng"))
        form.add("chief_name", _("Họ và tên"), TextField(), required=True)
        login = form.add("login", _("Tên đăng nhập"), TextField(), required=True, beside=True)
        login.set_value("chief")
        secret = form.add(
            "secret",
            _("Mật khẩu"),
            TextField(),
            required=True,
            help=_("Ít nhất 10 ký tự. Hãy ghi ra giấy, cất nơi an toàn."),
        )
        again = form.add("again", _("Nhập lại mật khẩu"), TextField(), required=True, beside=True)
        for field in (secret, again):
            field.setEchoMode(QLineEdit.EchoMode.Password)
        self.body.addWidget(form)
        self.add_buttons(primary_button(_("Tạo dữ liệu"), self._create, "check", self))
        form.field("name").setFocus()

    @Slot()
    def _create(self) -> None:
        if not self.form.check():
            return
        values = self.form.values()
        if values["secret"] != values.pop("again"):
            self.form.show_error("again", _("Hai lần nhập không giống nhau."))
            return
        try:
            check_rules(Role.CHIEF, values["secret"], sample=False)
        except WeakSecret as error:
            self.form.show_error("secret", error.words())
            return
        self.take(NewFacility(**values))


class FirstStartPage(QWidget):
    """Three ways to begin."""

    sample = Signal()
    empty = Signal(object)
    restore = Signal(object)

    def __init__(self, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ask = ask
        self.setProperty("part", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        sizes = look.sizes()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(sizes.xl, sizes.xl, sizes.xl, sizes.xl)
        lines.setSpacing(sizes.s)
        lines.addStretch(2)
        centre = Qt.AlignmentFlag.AlignHCenter
        edge = sizes.xl + sizes.l
        lines.addWidget(IconLabel("shield-check", Tone.ACCENT, edge, self), 0, centre)
        lines.addWidget(label(_("Chào mừng đến với guardapp"), "display", parent=self), 0, centre)
        words = _("Sổ trực của lực lượng bảo vệ cơ sở y tế. Bạn muốn bắt đầu thế nào?")
        lines.addWidget(label(words, "muted", parent=self), 0, centre)
        lines.addSpacing(sizes.l)
        lines.addLayout(
            row(
                None,
                self._way(
                    "hospital",
                    _("Xem thử với dữ liệu mẫu"),
                    _("Một bệnh viện tỉnh hư cấu, ba tháng trực. Không đụng đến dữ liệu thật."),
                    primary_button(_("Mở dữ liệu mẫu"), self.sample),
                ),
                self._way(
                    "building-2",
                    _("Bắt đầu cho đơn vị của bạn"),
                    _("Dữ liệu trống. Sau đó nhập nhân viên, vị trí gác và thiết bị từ bảng tính."),
                    button(_("Tạo dữ liệu trống"), self._ask_for_facility),
                ),
                self._way(
                    "archive-restore",
                    _("Khôi phục từ bản sao lưu"),
                    _("Khi đổi máy hoặc máy hỏng: chọn tệp sao lưu, mọi sổ sách trở lại."),
                    button(_("Chọn tệp sao lưu"), self._ask_for_backup),
                ),
                None,
                spacing=sizes.l,
            )
        )
        lines.addStretch(3)

    def _way(self, icon: str, title: str, text: str, press: QWidget) -> QWidget:
        card = Card(parent=self)
        width = self.fontMetrics().averageCharWidth() * 34
        card.setFixedWidth(width)
        card.setMinimumHeight(width * 4 // 5)
        card.body.addWidget(IconLabel(icon, Tone.ACCENT, look.sizes().xl, card))
        card.body.addWidget(label(title, "heading", wrap=True, parent=card))
        card.body.addWidget(label(text, "muted", wrap=True, parent=card))
        card.body.addStretch(1)
        press.setParent(card)
        card.body.addWidget(press)
        return card

    @Slot()
    def _ask_for_facility(self) -> None:
        self._ask.show(NewFacilityDialog(self._facility_given, self.window()))

    def _facility_given(self, facility: NewFacility) -> None:
        self.empty.emit(facility)

    @Slot()
    def _ask_for_backup(self) -> None:
        self._ask.open_file(
            _("Chọn tệp sao lưu"), _("Bản sao lưu (*.guardbackup);;Mọi tệp (*)"), self._chosen
        )

    def _chosen(self, file: Path) -> None:
        self.restore.emit(file)


class WorkingPage(QWidget):
    """Says what the program is doing for a while, and how far it is."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        card = Card(parent=self)
        card.setFixedWidth(self.fontMetrics().averageCharWidth() * 60)
        card.body.addWidget(label(text, "heading", wrap=True, parent=card))
        self._progress = QProgressBar(card)
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(text)
        card.body.addWidget(self._progress)
        card.body.addWidget(label(_("Xin chờ, đừng tắt máy."), "muted", parent=card))
        middle = column(None, card, None)
        middle.setAlignment(card, Qt.AlignmentFlag.AlignHCenter)
        self.setLayout(middle)

    def tell(self, done: int, total: int) -> None:
        """Show how far it is."""
        self._progress.setRange(0, total)
        self._progress.setValue(done)
