"""The program with its window: what the first choices do, and what happens by itself."""

import logging
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from guardapp.app import FEATURES
from guardapp.app.pages import emergency, entries
from guardapp.base import settings
from guardapp.base.access import PROGRAM, Role, create_account
from guardapp.base.clock import Clock, SystemClock
from guardapp.base.errors import UserError
from guardapp.base.folder import Folder, FolderInUse, NoFolder, exists, open_folder
from guardapp.base.journal import Journal
from guardapp.base.words import Language, _, datetime_text
from guardapp.handover.store import has_taken_over
from guardapp.patrol import actions as patrol
from guardapp.safekeeping import actions as keeping
from guardapp.window import MainWindow
from guardapp.window_application import run
from guardapp.window_first import NewFacility
from guardapp.window_instance import FrontCalls, call_to_front

if TYPE_CHECKING:
    from guardapp.base.ui.ask import Ask
    from guardapp.base.ui.work import Job, Work

_log = logging.getLogger(__name__)


def open_window(data: Path, language: Language | None) -> int:
    """Show the window on a data folder until it is closed; return the exit status."""
    program = Program(data, language)
    if not program.start():
        return 0
    try:
        return run(program.main)
    finally:
        program.close()


class Program:
    """What the window's first choices do, and what happens by itself while it is open."""

    def __init__(
        self,
        data: Path,
        language: Language | None = None,
        *,
        clock: Clock | None = None,
        ask: "Ask | None" = None,
        work: "Work | None" = None,
    ) -> None:
        self.main = main = MainWindow(
            entries(self), emergency, has_taken_over, language=language or "vi", ask=ask, work=work
        )
        self._data = data
        self._clock: Clock = clock or SystemClock()
        self._folder: Folder | None = None
        self._calls: FrontCalls | None = None
        main.sample.connect(self._make_sample)
        main.empty.connect(self._make_empty)
        main.restore.connect(self._restore)
        main.minute_passed.connect(self._each_minute)

    def start(self) -> bool:
        """Open the data folder, or offer the first start; False when another window has it."""
        if not exists(self._data):
            self.main.show_first_start()
            if keeping.backups(self._data):
                self._offer_backup(NoFolder(self._data))
            return True
        try:
            self._open(self._data)
        except FolderInUse:
            call_to_front(self._data)
            return False
        except UserError as error:
            self._offer_backup(error)
        return True

    def close(self) -> None:
        """Back up and give the data folder free."""
        if self._folder is not None:
            try:
                self._back_up(self._folder.journal)
            except UserError as error:
                _log.warning("no backup at close: %s", type(error).__name__)
            finally:
                self._let_go()

    def _let_go(self) -> None:
        """Close the data folder, if one is open."""
        folder, self._folder = self._folder, None
        if folder is not None:
            self.main.close_folder()
            folder.journal.unsubscribe(self._committed)
            folder.close()

    def _open(self, data: Path) -> None:
        self._folder = folder = open_folder(data, FEATURES, self._clock)
        self._data = data
        folder.journal.subscribe(self._committed)
        self._calls = FrontCalls(data, self.main)
        self._calls.called.connect(self.main.come_to_front)
        self.main.open_folder(folder.journal, folder.local, data)

    def _make_sample(self) -> None:
        from guardapp.app.matters import MATTERS
        from guardapp.sample import make

        data = self._data.with_name(f"{self._data.name}-mau")
        if exists(data):
            try:
                self._open(data)
            except UserError as error:
                self._failed(error)
            return
        self.main.show_working(_("Đang tạo bệnh viện mẫu…"))
        sample = make.Sample(self._clock.now_ms())

        def run(job: "Job") -> Path:
            make.make(data, FEATURES, MATTERS, sample, job.progress).close()
            return data

        self.main.work.run(
            run, done=self._open, failed=self._failed, progress=self.main.tell_progress
        )

    def _make_empty(self, new: NewFacility) -> None:
        try:
            folder = open_folder(self._data, FEATURES, self._clock)
            try:
                found(folder.journal, new)
            finally:
                folder.close()
            self._open(self._data)
        except UserError as error:
            self._failed(error)

    @property
    def data(self) -> Path:
        """Return the data folder."""
        return self._data

    def restore(self, backup: Path) -> None:
        """Put a backup in place of what is open, and open that."""
        self._let_go()
        self._restore(backup)

    def _restore(self, backup: Path) -> None:
        try:
            with keeping.closed_folder(self._data):
                keeping.restore(backup, self._data, self._clock, FEATURES)
            self._open(self._data)
        except UserError as error:
            self._failed(error)

    def _failed(self, error: Exception) -> None:
        self.main.show_first_start()
        self.main.ask.error(error if isinstance(error, UserError) else type(error).__name__)

    def _offer_backup(self, error: UserError) -> None:
        self.main.show_first_start()
        newest = next(iter(keeping.backups(self._data)), None)
        if newest is None:
            self.main.ask.error(error)
            return
        when = datetime_text(newest.manifest.made_at)
        self.main.ask.confirm(
            _("Dữ liệu không mở được"),
            error.words() + "\n\n" + _("Bản sao lưu gần nhất: {when}.").format(when=when),
            _("Khôi phục bản này"),
            partial(self._restore, newest.path),
        )

    def _each_minute(self) -> None:
        """Raise the rounds that were certainly missed, whichever page is shown."""
        if self._folder is not None:
            patrol.raise_missed(self._folder.journal)

    def _committed(self, kinds: frozenset[str]) -> None:
        if "handover.signed" in kinds and self._folder is not None:
            shared = self._folder.journal

            def run(_job: "Job") -> None:
                with shared.on_this_thread() as journal:
                    self._back_up(journal)

            self.main.work.run(run, failed=self._not_backed_up)

    def _not_backed_up(self, error: Exception) -> None:
        self.main.ask.error(error if isinstance(error, UserError) else type(error).__name__)

    def _back_up(self, journal: Journal) -> None:
        keeping.back_up_by_itself(journal, self._data)


def found(journal: Journal, new: NewFacility) -> None:
    """Begin an empty record: parameters, shift types, checklist lines, facility and its chief."""
    from guardapp.fire import actions as fire_actions
    from guardapp.roster import actions as roster_actions

    settings.seed_parameters(journal)
    roster_actions.seed(journal)
    fire_actions.seed_lines(journal)
    values = {"name": new.name, "superior": new.superior, "place": new.place}
    named = {f"facility.{name}": value for name, value in values.items()}
    settings.set_values(journal, PROGRAM, named)
    create_account(
        journal, PROGRAM, new.login, Role.CHIEF, new.chief_name, new.secret, must_change=False
    )
