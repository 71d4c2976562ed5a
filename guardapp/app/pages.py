"""The pages of the window in the order of its navigation, each given what it needs."""

from datetime import date
from pathlib import Path
from typing import Final, Protocol

from guardapp.base.access import Right
from guardapp.base.journal import Journal
from guardapp.base.ui.page import Page, PageEntry
from guardapp.base.ui.shell import Shell
from guardapp.base.words import N_

DUTY: Final = N_("Canh gác")
PLANNING: Final = N_("Kế hoạch")
DATA: Final = N_("Dữ liệu")


class Keeper(Protocol):
    """Who has the data folder and can put a backup in its place."""

    @property
    def data(self) -> Path:
        """Return the data folder."""
        ...

    def restore(self, backup: Path) -> None:
        """Put a backup in place of what is open."""
        ...


def emergency(shell: Shell, parent: object) -> Page:
    """Return the page that writes without signing in."""
    from guardapp.handover.page_emergency import EmergencyPage

    return EmergencyPage(shell, parent)


def _watch(shell: Shell, parent: object) -> Page:
    from guardapp.handover.page import WatchPage

    return WatchPage(shell, parent)


def _today(shell: Shell, parent: object) -> Page:
    from guardapp.app.matters import TODAY_MATTERS
    from guardapp.today.page import TodayPage

    return TodayPage(shell, TODAY_MATTERS, parent)


def _own(shell: Shell, parent: object) -> Page:
    from guardapp.roster.page_own import OwnPage

    return OwnPage(shell, parent)


def _patrol(shell: Shell, parent: object) -> Page:
    from guardapp.patrol.page import PatrolPage

    return PatrolPage(shell, parent)


def _fire(shell: Shell, parent: object) -> Page:
    from guardapp.fire.page import FireCheckPage

    return FireCheckPage(shell, parent)


def _incidents(shell: Shell, parent: object) -> Page:
    from guardapp.incidents.page import IncidentsPage

    return IncidentsPage(shell, parent)


def _handover(shell: Shell, parent: object) -> Page:
    from guardapp.app.matters import MATTERS
    from guardapp.handover.page_handover import HandoverPage

    return HandoverPage(shell, MATTERS, parent)


def _registers(shell: Shell, parent: object) -> Page:
    from guardapp.handover.page_registers import RegistersPage

    return RegistersPage(shell, parent)


def _roster(shell: Shell, parent: object) -> Page:
    from guardapp.roster.page import RosterPage

    return RosterPage(shell, parent)


def _requests(shell: Shell, parent: object) -> Page:
    from guardapp.roster.page_requests import RequestsPage

    return RequestsPage(shell, parent)


def _attendance(shell: Shell, parent: object) -> Page:
    from guardapp.roster.page_attendance import AttendancePage

    return AttendancePage(shell, parent)


def _people(shell: Shell, parent: object) -> Page:
    from guardapp.people.page import PeoplePage
    from guardapp.people.page_leaving import Leaving
    from guardapp.roster.actions_leaving import let_guard_go

    return PeoplePage(shell, parent, leaving=Leaving(_shifts_left, let_guard_go))


def _shifts_left(journal: Journal, guard: int, last_day: date) -> list[str]:
    from guardapp.roster.actions_leaving import shifts_left
    from guardapp.roster.gather_requests import shift_words

    return shift_words(journal.tables, shifts_left(journal, guard, last_day))


def _patrol_log(shell: Shell, parent: object) -> Page:
    from guardapp.patrol.page_day import PatrolLogPage

    return PatrolLogPage(shell, parent)


def _routes(shell: Shell, parent: object) -> Page:
    from guardapp.patrol.page_routes import RoutesPage

    return RoutesPage(shell, parent)


def _defects(shell: Shell, parent: object) -> Page:
    from guardapp.fire.page_defects import DefectsPage

    return DefectsPage(shell, parent)


def _equipment(shell: Shell, parent: object) -> Page:
    from guardapp.fire.page_equipment import EquipmentPage

    return EquipmentPage(shell, parent)


def _things(shell: Shell, parent: object) -> Page:
    from guardapp.handover.page_things import ThingsPage

    return ThingsPage(shell, parent)


def _importing(shell: Shell, parent: object) -> Page:
    from guardapp.app.imports import IMPORTS
    from guardapp.base.ui.importing import ImportPage

    return ImportPage(shell, kinds=IMPORTS, parent=parent)


def _settings(shell: Shell, parent: object) -> Page:
    from guardapp.safekeeping.page_settings import SettingsPage

    return SettingsPage(shell, parent)


def entries(keeper: Keeper) -> tuple[PageEntry, ...]:
    """Return the pages of the window in the order of the navigation."""

    def safekeeping(shell: Shell, parent: object) -> Page:
        from guardapp.safekeeping.page import SafekeepingPage

        return SafekeepingPage(shell, parent, folder=keeper.data, restore=keeper.restore)

    return (
        PageEntry("today", N_("Hôm nay"), "layout-dashboard", DUTY, Right.READ, _today),
        PageEntry("watch", N_("Ca trực"), "notebook-pen", DUTY, Right.READ, _watch),
        PageEntry("own", N_("Lịch của tôi"), "calendar", DUTY, Right.READ, _own, own=True),
        PageEntry("patrol", N_("Tuần tra"), "footprints", DUTY, Right.WALK_ROUND, _patrol),
        PageEntry("fire", N_("Kiểm tra PCCC"), "flame", DUTY, Right.CHECK_FIRE, _fire),
        PageEntry("incidents", N_("Sự việc"), "siren", DUTY, Right.READ, _incidents),
        PageEntry(
            "handover", N_("Bàn giao ca"), "arrow-right-left", DUTY, Right.HAND_OVER, _handover
        ),
        PageEntry("registers", N_("Sổ tại chốt"), "book-open", DUTY, Right.READ, _registers),
        PageEntry("roster", N_("Lịch trực"), "calendar-days", PLANNING, Right.READ, _roster),
        PageEntry(
            "attendance", N_("Chấm công"), "clipboard-check", PLANNING, Right.OVERSEE, _attendance
        ),
        PageEntry("requests", N_("Đề nghị"), "inbox", PLANNING, Right.MANAGE_PEOPLE, _requests),
        PageEntry("people", N_("Nhân sự, vị trí"), "users", PLANNING, Right.MANAGE_PEOPLE, _people),
        PageEntry("patrol_log", N_("Sổ tuần tra"), "book-open", PLANNING, Right.READ, _patrol_log),
        PageEntry("routes", N_("Tuyến, điểm"), "route", PLANNING, Right.MANAGE_ROUTES, _routes),
        PageEntry(
            "fire_defects", N_("Tồn tại PCCC"), "triangle-alert", PLANNING, Right.READ, _defects
        ),
        PageEntry(
            "equipment",
            N_("Phương tiện PCCC"),
            "fire-extinguisher",
            PLANNING,
            Right.OVERSEE,
            _equipment,
        ),
        PageEntry(
            "things", N_("Công cụ, chìa khóa"), "key-round", PLANNING, Right.OVERSEE, _things
        ),
        PageEntry(
            "importing", N_("Nhập dữ liệu"), "file-spreadsheet", DATA, Right.IMPORT, _importing
        ),
        PageEntry(
            "safekeeping", N_("An toàn dữ liệu"), "shield-check", DATA, Right.OVERSEE, safekeeping
        ),
        PageEntry("settings", N_("Cài đặt"), "settings", DATA, Right.SETTINGS, _settings),
    )
