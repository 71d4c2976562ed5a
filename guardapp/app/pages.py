"""The pages of the window in the order of its navigation, each given what it needs."""

from pathlib import Path
from typing import Final, Protocol

from guardapp.app import MATTERS
from guardapp.base.access import Right
from guardapp.base.ui.importing import ImportPage
from guardapp.base.ui.page import Page, PageEntry
from guardapp.base.ui.shell import Shell
from guardapp.base.words import N_
from guardapp.fire.exchange import EquipmentImport
from guardapp.fire.page import FireCheckPage
from guardapp.fire.page_defects import DefectsPage
from guardapp.fire.page_equipment import EquipmentPage
from guardapp.handover.page import WatchPage
from guardapp.handover.page_emergency import EmergencyPage
from guardapp.handover.page_handover import HandoverPage
from guardapp.handover.page_things import ThingsPage
from guardapp.incidents.exchange import IncidentImport
from guardapp.incidents.page import IncidentsPage
from guardapp.patrol.exchange import CheckpointImport
from guardapp.patrol.page import PatrolPage
from guardapp.patrol.page_day import PatrolLogPage
from guardapp.patrol.page_routes import RoutesPage
from guardapp.people.exchange import GuardImport, PostImport
from guardapp.people.page import PeoplePage
from guardapp.roster.page import RosterPage
from guardapp.safekeeping.page import SafekeepingPage
from guardapp.safekeeping.page_settings import SettingsPage
from guardapp.today.page import TodayPage

DUTY: Final = N_("Canh gác")
PLANNING: Final = N_("Kế hoạch")
DATA: Final = N_("Dữ liệu")
IMPORTS: Final = (
    GuardImport(),
    PostImport(),
    CheckpointImport(),
    EquipmentImport(),
    IncidentImport(),
)


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
    return EmergencyPage(shell, parent)


def entries(keeper: Keeper) -> tuple[PageEntry, ...]:
    """Return the pages of the window in the order of the navigation."""

    def today(shell: Shell, parent: object) -> Page:
        return TodayPage(shell, MATTERS, parent)

    def handover(shell: Shell, parent: object) -> Page:
        return HandoverPage(shell, MATTERS, parent)

    def importing(shell: Shell, parent: object) -> Page:
        return ImportPage(shell, IMPORTS, parent)

    def safekeeping(shell: Shell, parent: object) -> Page:
        return SafekeepingPage(shell, parent, folder=keeper.data, restore=keeper.restore)

    return (
        PageEntry("today", N_("Hôm nay"), "layout-dashboard", DUTY, Right.READ, today),
        PageEntry("watch", N_("Ca trực"), "notebook-pen", DUTY, Right.READ, WatchPage),
        PageEntry("patrol", N_("Tuần tra"), "footprints", DUTY, Right.WALK_ROUND, PatrolPage),
        PageEntry("fire", N_("Kiểm tra PCCC"), "flame", DUTY, Right.CHECK_FIRE, FireCheckPage),
        PageEntry("incidents", N_("Sự việc"), "siren", DUTY, Right.READ, IncidentsPage),
        PageEntry(
            "handover", N_("Bàn giao ca"), "arrow-right-left", DUTY, Right.HAND_OVER, handover
        ),
        PageEntry("roster", N_("Phân công trực"), "calendar-days", PLANNING, None, RosterPage),
        PageEntry(
            "people", N_("Nhân sự, vị trí"), "users", PLANNING, Right.MANAGE_PEOPLE, PeoplePage
        ),
        PageEntry(
            "patrol_log", N_("Sổ tuần tra"), "book-open", PLANNING, Right.READ, PatrolLogPage
        ),
        PageEntry("routes", N_("Tuyến, điểm"), "route", PLANNING, Right.MANAGE_ROUTES, RoutesPage),
        PageEntry(
            "fire_defects", N_("Tồn tại PCCC"), "triangle-alert", PLANNING, Right.READ, DefectsPage
        ),
        PageEntry(
            "equipment",
            N_("Phương tiện PCCC"),
            "fire-extinguisher",
            PLANNING,
            Right.READ,
            EquipmentPage,
        ),
        PageEntry(
            "things",
            N_("Công cụ, chìa khóa"),
            "key-round",
            PLANNING,
            Right.MANAGE_PEOPLE,
            ThingsPage,
        ),
        PageEntry(
            "importing", N_("Nhập từ tệp"), "file-spreadsheet", DATA, Right.IMPORT, importing
        ),
        PageEntry(
            "safekeeping", N_("An toàn dữ liệu"), "shield-check", DATA, Right.READ, safekeeping
        ),
        PageEntry("settings", N_("Cài đặt"), "settings", DATA, Right.SETTINGS, SettingsPage),
    )
