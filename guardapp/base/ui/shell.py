"""What every page is given: the record, who is signed in, and ways to ask, work and print."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from guardapp.base.ui.ask import Ask
from guardapp.base.ui.changes import Changes
from guardapp.base.ui.work import Work

if TYPE_CHECKING:
    from guardapp.base.access import Session
    from guardapp.base.journal import Journal
    from guardapp.base.local import Local

Preview = Callable[[str, Callable[[], bytes], str], None]
GoTo = Callable[[str, Any], None]


@dataclass(frozen=True)
class Shell:
    """The surroundings of a page, handed to its constructor.

    `preview(title, make_pdf, file_name)` shows a sheet before it is printed; `go_to(key, subject)`
    opens another page on a thing of its own.
    """

    journal: "Journal"
    session: "Session"
    ask: Ask
    work: Work
    changes: Changes
    local: "Local"
    preview: Preview
    go_to: GoTo
