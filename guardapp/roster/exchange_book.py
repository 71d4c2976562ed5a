"""What a written roster is read against: guards, shift types and posts by what others call them."""

import sqlite3
from collections import Counter
from datetime import date, timedelta

from guardapp.base.text import fold
from guardapp.people import store as people
from guardapp.people.model import Guard, Post
from guardapp.roster import store
from guardapp.roster.exchange_cells import code_of, post_numbers
from guardapp.roster.model import ShiftType, post_number

WEEKS_BACK = 8


class Book:
    """The guards, shift types and posts in use, read once."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn
        guards = people.guards(conn)
        self._by_code = {one.code: one for one in guards}
        self._by_name: dict[str, list[Guard]] = {}
        for one in guards:
            self._by_name.setdefault(plain(one.name), []).append(one)
        self.shifts: dict[str, ShiftType] = {one.code: one for one in store.shift_types(conn)}
        self.posts: dict[str, Post] = {one.code: one for one in people.posts(conn)}
        self._numbers = {post_number(one): one for one in self.posts.values()}
        self._post_names = {plain(one.name): one for one in self.posts.values()}
        self._known = people.known_posts(conn)

    def guards(self, code: str, name: str) -> list[Guard]:
        """Return the guards of a code, else of a name in any writing of its marks and case."""
        if code in self._by_code:
            return [self._by_code[code]]
        return self._by_name.get(plain(name), [])

    def is_guard(self, text: str) -> bool:
        """Tell whether a text is a guard's name or code."""
        return text in self._by_code or plain(text) in self._by_name

    def shift(self, text: str) -> ShiftType | None:
        """Return the shift type of a code or a name."""
        code = code_of(text, self.shifts)
        if code is not None:
            return self.shifts[code]
        named = (one for one in self.shifts.values() if plain(one.name) == plain(text))
        return next(named, None)

    def post(self, text: str) -> Post | None:
        """Return the post of a running number, a code or a name."""
        number = post_numbers(text, list(self._numbers))
        if number is not None:
            return self._numbers[number]
        return self.posts.get(text) or self._post_names.get(plain(text))

    def usual_posts(self, until: date) -> dict[int, int]:
        """Return where each guard stood most in the weeks before a date, else his only post."""
        usual = {guard: min(posts) for guard, posts in self._known.items() if len(posts) == 1}
        since = until - timedelta(weeks=WEEKS_BACK)
        counts: dict[int, Counter[int]] = {}
        for one in store.between(self._conn, since, until - timedelta(days=1)):
            counts.setdefault(one.guard, Counter())[one.post] += 1
        open_posts = {one.id for one in self.posts.values()}
        for guard, theirs in counts.items():
            post = theirs.most_common(1)[0][0]
            if post in open_posts:
                usual[guard] = post
        return usual


def plain(text: str) -> str:
    """Return a name for comparing: without marks and case, with single spaces."""
    return " ".join(fold(text).split())
