"""Opens the window on the user's own data: what the program does without a command."""

import argparse
import sys

from guardapp.base.display import has_display
from guardapp.base.words import _
from guardapp.cli.context import BAD_INPUT


def run(chosen: argparse.Namespace) -> int:
    """Open the window and return the exit status when it is closed."""
    if not has_display():
        print(
            _(
                "Không có màn hình nên không mở được cửa sổ. "
                "Chạy lệnh «demo --out THƯ_MỤC» để xem thử, hoặc «--help» để xem các lệnh khác."
            ),
            file=sys.stderr,
        )
        return BAD_INPUT
    from guardapp.app.program import open_window

    return open_window(chosen.data, chosen.lang)
