"""How long a login waits after wrong tries; neither a restart nor a clock set back shortens it."""

from typing import Final

from guardapp.base.clock import MINUTE, SECOND, Clock
from guardapp.base.local import Local

FREE_TRIES: Final = 3
FIRST_LOCK_MS: Final = 30 * SECOND
LONGEST_LOCK_MS: Final = 30 * MINUTE


def lock_ms(tries: int) -> int:
    """Return how long (ms) a login waits after this many wrong tries in a row."""
    over = tries - FREE_TRIES
    return min(FIRST_LOCK_MS << min(over, 20), LONGEST_LOCK_MS) if over >= 0 else 0


def waiting_ms(local: Local, clock: Clock, login: str) -> int:
    """Return how long (ms) a login still waits, 0 when a try is open.

    Within one run of the program the steady time decides, afterwards the wall time; a lock that
    lies further ahead than it can (the clock was set back) begins anew.
    """
    tries, until_ms = local.wrong_tries(login)
    if tries < FREE_TRIES:
        return 0
    seen, steady_end = local.locked.get(login, (0, 0))
    if seen == tries:
        return max(0, steady_end - clock.steady_ms())
    left = until_ms - clock.now_ms()
    if left > lock_ms(tries):
        left = lock(local, clock, login, tries)
    return max(0, left)


def lock(local: Local, clock: Clock, login: str, tries: int) -> int:
    """Lock a login as long as its wrong tries deserve, from now on; return how long (ms)."""
    length = lock_ms(tries)
    local.set_lock(login, clock.now_ms() + length)
    local.locked[login] = (tries, clock.steady_ms() + length)
    return length
