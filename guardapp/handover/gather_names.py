"""Who is named on the post's papers: guards by their own record, others by their account."""

import sqlite3
from dataclasses import dataclass

from guardapp.base.access import ROLE_WORDS, Role, Session
from guardapp.base.words import _
from guardapp.handover import store
from guardapp.handover.document import Named
from guardapp.people import store as people


@dataclass(frozen=True)
class Names:
    """All guards and accounts of a record, read once for a document."""

    guards: dict[int, Named]
    accounts: dict[int, Named]
    posts: dict[int, str]

    def guard(self, guard: int | None) -> Named | None:
        """Return a guard, or None where none is known."""
        return None if guard is None else self.guards.get(guard)

    def account(self, account: int) -> Named | None:
        """Return who has an account, None for the program and for somebody not signed in."""
        return self.accounts.get(account)

    def session(self, session: Session) -> Named:
        """Return somebody who signs."""
        guard = self.guard(session.person)
        if guard is not None:
            return Named(guard.name, guard.title, guard.person, session.account)
        return Named(session.name, _(ROLE_WORDS[session.role]), None, session.account)

    def post(self, post: int | None) -> str:
        """Return a post's name, empty for none."""
        return self.posts.get(post or 0, "")


def names(conn: sqlite3.Connection) -> Names:
    """Return who can be named."""
    guards = {
        one.id: Named(one.name, one.title or _(ROLE_WORDS[Role.GUARD]), one.id)
        for one in people.guards(conn, everybody=True)
    }
    accounts = {}
    for one in store.accounts(conn):
        guard = guards.get(one.person or 0)
        title = guard.title if guard else _(ROLE_WORDS[one.role])
        accounts[one.id] = Named(one.name, title, one.person, one.id)
    posts = {one.id: one.name for one in people.posts(conn, closed=True)}
    return Names(guards, accounts, posts)
