"""The cheapest way to give rows columns, one each: the Hungarian method with potentials."""

from collections.abc import Sequence
from typing import Final

FORBIDDEN: Final = 10**9
"""A cost that is paid only where there is no other way; callers take such a pair out again."""


def cheapest(costs: Sequence[Sequence[int]]) -> list[int | None]:
    """Return for each row its column, so that the sum of costs is the least there is.

    Rows beyond the number of columns get None, whichever that costs least. Costs are integers;
    pairs at `FORBIDDEN` or above count as None. After H. W. Kuhn, 1955, and J. Munkres, 1957.
    """
    rows = len(costs)
    if not rows:
        return []
    columns = len(costs[0])
    spare = [FORBIDDEN] * max(0, rows - columns)
    matrix = [[*row, *spare] for row in costs]
    column_of: list[int | None] = [None] * rows
    for column, row in enumerate(_augment(matrix)):
        if row is not None and column < columns and costs[row][column] < FORBIDDEN:
            column_of[row] = column
    return column_of


def _augment(matrix: Sequence[Sequence[int]]) -> list[int | None]:
    """Return for each column its row; there are at least as many columns as rows."""
    width = len(matrix[0])
    row_price = [0] * len(matrix)
    price = [0] * (width + 1)
    taken: list[int | None] = [None] * (width + 1)
    for row in range(len(matrix)):
        taken[width] = row
        here = width
        least: list[int | None] = [None] * width
        came = [width] * width
        done = [False] * (width + 1)
        while taken[here] is not None:
            done[here] = True
            at = taken[here]
            assert at is not None
            step: int | None = None
            following = width
            costs = matrix[at]
            for column in range(width):
                if done[column]:
                    continue
                cost = costs[column] - row_price[at] - price[column]
                known = least[column]
                if known is None or cost < known:
                    least[column] = known = cost
                    came[column] = here
                if step is None or known < step:
                    step, following = known, column
            assert step is not None
            for column in range(width + 1):
                if done[column]:
                    whose = taken[column]
                    assert whose is not None
                    row_price[whose] += step
                    price[column] -= step
                elif column < width and (known := least[column]) is not None:
                    least[column] = known - step
            here = following
        while here != width:
            before = came[here]
            taken[here] = taken[before]
            here = before
    return taken[:width]
