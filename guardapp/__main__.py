"""Lets `python -m guardapp` do what the command guardapp does."""

import sys

from guardapp.cli import main

sys.exit(main())
