"""Pictures of every page in both languages, for a look without a display."""

from pathlib import Path
from typing import Final

from guardapp.app.pages import Keeper, emergency, entries
from guardapp.base import access, words
from guardapp.base.folder import Folder
from guardapp.base.ui.look import Theme
from guardapp.base.ui.page import PageEntry
from guardapp.base.words import LANGUAGES, Language
from guardapp.handover.store import current_watch, has_taken_over
from guardapp.people.store import guard
from guardapp.sample import people
from guardapp.window import MainWindow
from guardapp.window_pictures import take

FOR_GUARDS: Final = (
    "watch",
    "own",
    "patrol",
    "fire",
    "incidents",
    "handover",
    "registers",
    "roster",
)
IN_THE_DARK: Final = ("today", "roster", "incidents")


class _Shown:
    """The folder that the pictures are taken of; nothing is restored meanwhile."""

    def __init__(self, data: Path) -> None:
        self.data = data

    def restore(self, backup: Path) -> None:
        """Leave everything as it is."""


def picture_pages(folder: Folder, out: Path, language: Language) -> int:
    """Write a picture of every page in both languages into `out` and return their number."""
    keeper: Keeper = _Shown(folder.path)
    pages = entries(keeper)
    main = MainWindow(pages, emergency, has_taken_over)
    before = words.language()
    for one in LANGUAGES:
        main.looks.use_language(one)
        main.show_first_start()
        take(main, out / f"{one}-first-start.png")
    main.open_folder(folder.journal, folder.local)
    for one in LANGUAGES:
        main.looks.use_language(one)
        _picture_language(main, folder, pages, out / one)
    main.close_folder()
    main.close()
    words.set_language(language or before)
    return len(list(out.glob("*.png")))


def _picture_language(
    main: MainWindow, folder: Folder, pages: tuple[PageEntry, ...], out: Path
) -> None:
    def name(what: str) -> Path:
        return out.with_name(f"{out.name}-{what}.png")

    main.show_sign_in()
    take(main, name("sign-in"))
    main.show_emergency()
    take(main, name("emergency"))
    chief = access.confirm(folder.journal, folder.local, "chief", "demo-chief-2026")
    main.enter(chief)
    for page in pages:
        main.show_page(page.key)
        take(main, name(f"chief-{page.key}"))
    main.looks.use_theme(Theme.DARK)
    for key in IN_THE_DARK:
        main.show_page(key)
        take(main, name(f"dark-{key}"))
    main.looks.use_theme(Theme.LIGHT)
    main.enter(
        access.confirm(folder.journal, folder.local, _guard(folder), people.hospital()["pin"])
    )
    for key in FOR_GUARDS:
        main.show_page(key)
        take(main, name(f"guard-{key}"))
    main.sign_out()


def _guard(folder: Folder) -> str:
    """Return the code of the guard who holds the post."""
    watch = current_watch(folder.journal.tables)
    holder = guard(folder.journal.tables, watch.person) if watch and watch.person else None
    return holder.code if holder else "chief"
