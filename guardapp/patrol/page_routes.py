"""The chief's page of routes, their times of day, and checkpoints with their labels."""

from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QMenu,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from guardapp.base.text import fold
from guardapp.base.ui import look
from guardapp.base.ui.fields import Segments
from guardapp.base.ui.look import Tone
from guardapp.base.ui.page import Page
from guardapp.base.ui.parts import (
    Card,
    EmptyState,
    button,
    label,
    primary_button,
)
from guardapp.base.ui.scan import SearchField
from guardapp.base.ui.shell import Shell
from guardapp.base.ui.table import Column, Table
from guardapp.base.words import _, duration_text, pgettext
from guardapp.patrol import actions_routes, gather, store_routes
from guardapp.patrol.model import (
    Checkpoint,
    CheckpointDetails,
    Point,
    Route,
    RouteDetails,
    Schedule,
)
from guardapp.patrol.page_route_dialog import (
    CheckpointDialog,
    RouteDialog,
    RouteTimes,
    times_text,
)


class RoutesPage(Page):
    """Two lists, routes and checkpoints, one at a time."""

    kinds = ("patrol.route", "patrol.checkpoint", "patrol.schedule")

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self._schedules: dict[int, Schedule] = {}
        self.which = Segments([("routes", _("Tuyến")), ("points", _("Điểm kiểm tra"))], self)
        self.which.set_value("routes")
        self.which.changed.connect(self._switched)
        self.add_action(self.which)
        self._add = primary_button(_("Thêm tuyến"), self._add_one, "plus", self)
        self.set_primary(self._add)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._routes_side())
        self._stack.addWidget(self._points_side())
        self.body.addLayout(self._stack, 1)

    def title(self) -> str:
        """Return the page's name."""
        return _("Tuyến, điểm tuần tra")

    def subtitle(self) -> str:
        """Say what a change does."""
        return _("Sửa tuyến chỉ áp dụng cho lượt bắt đầu sau đó; lượt đã đi giữ nguyên.")

    def _routes_side(self) -> QWidget:
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setHandleWidth(look.sizes().m)
        split.setChildrenCollapsible(False)
        card = Card(_("Các tuyến"), split)
        schedules = self._schedules
        self.routes: Table[Route] = Table(
            [
                Column(_("Tuyến"), lambda one: one.name, stretch=True, strong=True),
                Column(pgettext("count", "Điểm"), lambda one: str(len(one.points)), align="right"),
                Column(
                    _("Giờ đi hằng ngày"),
                    lambda one: _times(schedules, one),
                    stretch=True,
                    tip=lambda one: _times(schedules, one),
                ),
            ],
            EmptyState("route", _("Chưa có tuyến"), _("Thêm điểm kiểm tra trước, rồi lập tuyến.")),
            card,
            key=lambda one: one.id,
        )
        self.routes.chosen.connect(self._show_route)
        self.routes.opened.connect(self._edit_route)
        card.body.addWidget(self.routes)
        split.addWidget(card)
        split.addWidget(self._route_card(split))
        split.setSizes([4500, 5500])
        return split

    def _route_card(self, parent: QWidget) -> Card:
        card = Card(_("Các điểm của tuyến"), parent)
        self._edit = button(_("Sửa"), self._edit_chosen, "pencil", card)
        self._close = button(_("Ngừng dùng"), self._ask_close, "archive", card)
        card.head.addWidget(self._close)
        card.head.addWidget(self._edit)
        self._words = label("", "muted", wrap=True, parent=card)
        card.body.addWidget(self._words)
        self._points_of: Table[Point] = Table(
            [
                Column(
                    _("Điểm"), _point_name, stretch=True, strong=True, tip=lambda one: one.place
                ),
                Column(_("Mã"), lambda one: one.code),
                Column(
                    pgettext("minutes of walking", "Sau"),
                    lambda one: duration_text(one.offset_min),
                    align="right",
                ),
                Column(
                    _("Loại"),
                    lambda one: _("Tùy chọn") if one.optional else _("Bắt buộc"),
                    tone=lambda one: None if one.optional else Tone.ACCENT,
                    badge=True,
                ),
            ],
            EmptyState("map-pin", _("Chọn một tuyến để xem các điểm")),
            card,
        )
        card.body.addWidget(self._points_of)
        return card

    def _points_side(self) -> QWidget:
        side = QWidget(self)
        lines = QVBoxLayout(side)
        lines.setContentsMargins(0, 0, 0, 0)
        card = Card(_("Các điểm kiểm tra"), side)
        self._search = SearchField(_("Tìm điểm, nơi hoặc mã"), card)
        self._search.searched.connect(self._searched)
        self._search.setMinimumWidth(self.fontMetrics().averageCharWidth() * 34)
        card.head.addWidget(self._search)
        card.head.addWidget(button(_("Sửa"), self._edit_chosen_point, "pencil", card))
        card.head.addWidget(self._labels_button(card))
        self.checkpoints: Table[Checkpoint] = Table(
            [
                Column(_("Mã"), lambda one: one.code, strong=True),
                Column(_("Điểm"), lambda one: one.name, stretch=True),
                Column(_("Nơi"), lambda one: one.place, stretch=True),
                Column(_("Cần xem gì"), lambda one: one.instruction, stretch=True),
            ],
            EmptyState("map-pin", _("Chưa có điểm kiểm tra")),
            card,
            key=lambda one: one.id,
            several=True,
        )
        self.checkpoints.opened.connect(self._edit_point)
        card.body.addWidget(self.checkpoints)
        lines.addWidget(card)
        return side

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in the list."""
        super().showEvent(event)
        self.routes.setFocus()

    def reload(self) -> None:
        """Read routes, schedules and checkpoints anew."""
        tables, now = self.shell.journal.tables, self.shell.journal.clock.now_ms()
        self._schedules.clear()
        self._schedules.update({one.route: one for one in store_routes.schedules_now(tables, now)})
        self.routes.show_rows(store_routes.routes(tables))
        if self.routes.selected() is None:
            self.routes.select(lambda _one: True)
        self._show_route(self.routes.selected())
        self._searched(self._search.folded())

    @Slot(str)
    def _searched(self, sought: str) -> None:
        found = store_routes.checkpoints(self.shell.journal.tables)
        shown = [one for one in found if sought in fold(f"{one.code} {one.name} {one.place}")]
        self.checkpoints.show_rows(shown)

    @Slot()
    def _switched(self) -> None:
        points = self.which.value() == "points"
        self._stack.setCurrentIndex(int(points))
        self._add.setText(_("Thêm điểm") if points else _("Thêm tuyến"))

    @Slot(object)
    def _show_route(self, route: Route | None) -> None:
        self._edit.setEnabled(route is not None)
        self._close.setEnabled(route is not None)
        self._points_of.show_rows(route.points if route else [])
        words = []
        if route is not None:
            words = [
                _("Đi theo thứ tự") if route.ordered else _("Đi theo thứ tự tùy ý"),
                _("cả tuyến khoảng {span}").format(span=duration_text(route.duration_min)),
                route.instruction,
            ]
        self._words.setText("  ·  ".join(filter(None, words)))

    @Slot()
    def _add_one(self) -> None:
        if self.which.value() == "points":
            dialog = CheckpointDialog(None, self._store_point, self.window())
            self.shell.ask.show(dialog)
        else:
            self._open_route(None, None)

    @Slot()
    def _edit_chosen(self) -> None:
        route = self.routes.selected()
        if route is not None:
            self._edit_route(route)

    @Slot(object)
    def _edit_route(self, route: Route) -> None:
        self._open_route(route, self._schedules.get(route.id))

    def _open_route(self, route: Route | None, schedule: Schedule | None) -> None:
        points = store_routes.checkpoints(self.shell.journal.tables)
        then = partial(self._store_route, route, schedule)
        self.shell.ask.show(RouteDialog(route, schedule, points, then, self.window()))

    def _store_route(
        self,
        route: Route | None,
        schedule: Schedule | None,
        details: RouteDetails,
        times: RouteTimes,
    ) -> None:
        journal, session = self.shell.journal, self.shell.session
        with journal.transaction():
            if route is None:
                route_id = actions_routes.add_route(journal, session, details)
            else:
                route_id = route.id
                if details != actions_routes.details_of(route):
                    actions_routes.change_route(journal, session, route_id, details)
            actions_routes.plan_route(
                journal,
                session,
                route_id,
                schedule,
                times.minutes,
                times.buffer_min,
                weekdays=times.weekdays,
                spread_min=times.spread_min,
            )
        self.shell.ask.done(_("Đã lưu tuyến."))

    @Slot()
    def _ask_close(self) -> None:
        route = self.routes.selected()
        if route is not None:
            self.shell.ask.confirm(
                _("Ngừng dùng tuyến «{name}»?").format(name=route.name),
                _("Không lập lịch tuyến này nữa. Các lượt đã đi vẫn còn."),
                _("Ngừng dùng"),
                partial(self._close_route, route.id),
                danger=True,
            )

    def _close_route(self, route: int) -> None:
        actions_routes.close_route(self.shell.journal, self.shell.session, route)

    @Slot()
    def _edit_chosen_point(self) -> None:
        point = self.checkpoints.selected()
        if point is not None:
            self._edit_point(point)

    @Slot(object)
    def _edit_point(self, point: Checkpoint) -> None:
        then = partial(self._change_point, point.id)
        self.shell.ask.show(CheckpointDialog(point, then, self.window()))

    def _store_point(self, details: CheckpointDetails, active: bool) -> None:
        actions_routes.add_checkpoint(self.shell.journal, self.shell.session, details)
        self.shell.ask.done(_("Đã thêm điểm. Hãy in nhãn và dán tại chỗ."))

    def _change_point(self, point: int, details: CheckpointDetails, active: bool) -> None:
        journal, session = self.shell.journal, self.shell.session
        actions_routes.change_checkpoint(journal, session, point, details, active=active)
        self.shell.ask.done(_("Đã lưu điểm."))

    def _labels_button(self, card: QWidget) -> QPushButton:
        opener = button(_("In nhãn"), icon="printer", parent=card)
        menu = QMenu(opener)
        menu.addAction(_("Nhãn lớn, 10 nhãn một tờ A4"), self._print_labels)
        menu.addAction(_("Nhãn nhỏ, 24 nhãn một tờ A4"), self._print_small_labels)
        opener.setMenu(menu)
        return opener

    @Slot()
    def _print_labels(self) -> None:
        self._preview_labels(10)

    @Slot()
    def _print_small_labels(self) -> None:
        self._preview_labels(24)

    def _preview_labels(self, per_page: int) -> None:
        from guardapp.patrol import sheet

        chosen = self.checkpoints.selected_rows() or self.checkpoints.rows()
        document = gather.labels(self.shell.journal.tables, chosen)
        self.shell.preview(
            _("Nhãn điểm kiểm tra"), partial(sheet.labels_pdf, document, per_page), "nhan-diem.pdf"
        )


def _point_name(point: Point) -> str:
    return f"{point.position + 1}. {point.name}"


def _times(schedules: dict[int, Schedule], route: Route) -> str:
    schedule = schedules.get(route.id)
    return times_text(schedule.minutes) if schedule else "–"
