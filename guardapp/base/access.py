"""Who is signed in, what each role may do, and how secrets are checked."""

import sqlite3
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise
from typing import Final

from guardapp.base import lockout
from guardapp.base.entry import Personal
from guardapp.base.errors import UserError
from guardapp.base.journal import Journal
from guardapp.base.keys import SecretHash, hash_secret
from guardapp.base.local import Local
from guardapp.base.text import nfc
from guardapp.base.words import N_, _, time_text

SAMPLE_SECRETS: Final = frozenset(
    {"demo-chief-2026", "demo-leader-2026", "demo-inspector-2026", "246810"}
)
PIN_LENGTH: Final = 6
PASSWORD_LENGTH: Final = 10


class Role(Enum):
    """The roles a person signs in as."""

    CHIEF = "chief"
    LEADER = "leader"
    GUARD = "guard"
    INSPECTOR = "inspector"


ROLE_WORDS: Final = {
    Role.CHIEF: N_("Đội trưởng bảo vệ"),
    Role.LEADER: N_("Trưởng ca"),
    Role.GUARD: N_("Nhân viên bảo vệ"),
    Role.INSPECTOR: N_("Người kiểm tra"),
}


class Right(Enum):
    """What an act needs."""

    READ = "read"
    PRINT = "print"
    LOG = "log"
    WRITE_INCIDENT = "write_incident"
    CHECK_FIRE = "check_fire"
    WALK_ROUND = "walk_round"
    HAND_OVER = "hand_over"
    OVERSEE = "oversee"
    COMMENT_MISSED = "comment_missed"
    APPROVE_INCIDENT = "approve_incident"
    MANAGE_FIRE = "manage_fire"
    PLAN_ROSTER = "plan_roster"
    PUBLISH_ROSTER = "publish_roster"
    RECORD_ATTENDANCE = "record_attendance"
    SIGN_TIMESHEET = "sign_timesheet"
    MANAGE_PEOPLE = "manage_people"
    MANAGE_ROUTES = "manage_routes"
    IMPORT = "import"
    EXPORT = "export"
    BACKUP = "backup"
    SETTINGS = "settings"


_UNVERIFIED: Final = frozenset({Right.LOG, Right.WRITE_INCIDENT, Right.CHECK_FIRE})
_GUARD: Final = _UNVERIFIED | {Right.READ, Right.PRINT, Right.WALK_ROUND, Right.HAND_OVER}
_LEADER: Final = _GUARD | {
    Right.OVERSEE,
    Right.COMMENT_MISSED,
    Right.APPROVE_INCIDENT,
    Right.MANAGE_FIRE,
    Right.RECORD_ATTENDANCE,
}
RIGHTS: Final[dict[Role, frozenset[Right]]] = {
    Role.GUARD: _GUARD,
    Role.LEADER: _LEADER,
    Role.CHIEF: frozenset(Right),
    Role.INSPECTOR: frozenset({Right.READ, Right.PRINT, Right.OVERSEE}),
}


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody at the PC; not `verified` is somebody who writes without having signed in."""

    account: int
    person: int | None
    role: Role
    name: str
    login: str
    verified: bool = True
    must_change: bool = False
    took_over: bool = False

    @property
    def standing(self) -> "Standing":
        """Return what an entry written now is marked with."""
        if not self.verified:
            return Standing.UNVERIFIED
        if self.role in (Role.GUARD, Role.LEADER) and not self.took_over:
            return Standing.NOT_TAKEN_OVER
        return Standing.ON_DUTY


class Standing(Enum):
    """How the writer of an entry stood: on duty, before taking over, or not signed in."""

    ON_DUTY = "on_duty"
    NOT_TAKEN_OVER = "not_taken_over"
    UNVERIFIED = "unverified"


STANDING_WORDS: Final = {
    Standing.ON_DUTY: N_("đang trực"),
    Standing.NOT_TAKEN_OVER: N_("chưa nhận ca"),
    Standing.UNVERIFIED: N_("chưa xác nhận"),
}


PROGRAM: Final = Session(0, None, Role.CHIEF, "guardapp", "", verified=True)


def unverified(login: str = "") -> Session:
    """Return the session of somebody who could not or did not sign in, for emergencies."""
    return Session(0, None, Role.GUARD, "", login, verified=False)


class Refused(UserError):
    """The role may not do this."""

    def __init__(self, right: Right) -> None:
        super().__init__(right.value)
        self.right = right

    def words(self) -> str:
        """Say that the role does not allow it."""
        return _("Vai trò của bạn không được làm việc này. Hãy nhờ trưởng ca hoặc đội trưởng.")


class MustChange(UserError):
    """The secret was given by somebody else and must be changed first."""

    def words(self) -> str:
        """Say so and where to do it."""
        return _("Mã PIN (mật khẩu) này do người khác đặt. Hãy đăng nhập và đổi mã trước.")


class WrongSecret(UserError):
    """Login and secret do not fit together."""

    def words(self) -> str:
        """Say so without telling which of the two is wrong."""
        return _("Mã đăng nhập hoặc mã PIN (mật khẩu) không đúng. Hãy thử lại.")


class LockedOut(UserError):
    """Too many wrong tries; `until_ms` is when the next try is open."""

    def __init__(self, until_ms: int) -> None:
        super().__init__(str(until_ms))
        self.until_ms = until_ms

    def words(self) -> str:
        """Say until when, and what can be done meanwhile."""
        return _(
            "Nhập sai nhiều lần nên tạm khóa đến {time}. "
            "Việc khẩn cấp vẫn ghi được bằng nút «Ghi khẩn cấp»."
        ).format(time=time_text(self.until_ms))


class WeakSecret(UserError):
    """A new secret that breaks a rule; `rule` is its code."""

    _WORDS: Final = {
        "pin-digits": N_("Mã PIN phải gồm đúng 6 chữ số."),
        "pin-simple": N_("Mã PIN không được là dãy liên tiếp hoặc lặp lại, ví dụ 123456, 121212."),
        "short": N_("Mật khẩu phải có ít nhất 10 ký tự."),
        "sample": N_("Đây là mã của dữ liệu mẫu, ai cũng biết. Hãy chọn mã khác."),
        "same": N_("Mã mới phải khác mã cũ."),
    }

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule

    def words(self) -> str:
        """Return the rule that is broken."""
        return _(self._WORDS[self.rule])


class LoginTaken(UserError):
    """Another account has this login already."""

    def words(self) -> str:
        """Say so."""
        return _("Mã đăng nhập này đã có người dùng. Hãy chọn mã khác.")


def may(session: Session, right: Right) -> bool:
    """Tell whether a session may do something; before its first secret is changed, little."""
    rights = RIGHTS[session.role]
    whole = session.verified and not session.must_change
    return right in (rights if whole else rights & _UNVERIFIED)


def require(session: Session, right: Right) -> None:
    """Raise Refused, or MustChange, unless the session may do this."""
    if not may(session, right):
        raise MustChange if session.must_change else Refused(right)


def check_rules(role: Role, secret: str, *, sample: bool) -> None:
    """Raise WeakSecret when a new secret breaks a rule of its role."""
    if secret in SAMPLE_SECRETS:
        if not sample:
            raise WeakSecret("sample")
        return
    if role is Role.GUARD:
        if len(secret) != PIN_LENGTH or not (secret.isascii() and secret.isdigit()):
            raise WeakSecret("pin-digits")
        steps = {(int(b) - int(a)) % 10 for a, b in pairwise(secret)}
        halves = {secret[:2] * 3, secret[:3] * 2}
        if (len(steps) == 1 and steps <= {0, 1, 9}) or secret in halves:
            raise WeakSecret("pin-simple")
    elif len(secret) < PASSWORD_LENGTH:
        raise WeakSecret("short")


def create_account(
    journal: Journal,
    by: Session,
    login: str,
    role: Role,
    name: str,
    secret: str | SecretHash,
    *,
    subject: int | None = None,
    person: int | None = None,
    must_change: bool = True,
) -> int:
    """Make an account and return its identity; `subject` is the person's key, new by default.

    `login` is stored in small letters. A SecretHash is taken as it is, for bulk. Raises WeakSecret,
    LoginTaken, Refused.
    """
    require(by, Right.MANAGE_PEOPLE)
    login = nfc(login).strip().lower()
    if isinstance(secret, str):
        secret = nfc(secret)
        check_rules(role, secret, sample=_is_sample(journal.tables))
        secret = hash_secret(secret)
    with journal.transaction():
        taken = journal.tables.execute("SELECT 1 FROM account WHERE login = ?", [login]).fetchone()
        if taken:
            raise LoginTaken(login)
        of = journal.keys.new_subject() if subject is None else subject
        body = {"login": login, "role": role.value, "name": Personal(of, name), "person": person}
        account = journal.write("base.account_created", body, by=by.account)
        journal.keys.set_secret(account, secret, must_change=must_change)
    return account


def close_account(journal: Journal, by: Session, account: int) -> None:
    """Close an account for good; what it wrote stays."""
    require(by, Right.MANAGE_PEOPLE)
    with journal.transaction():
        journal.write("base.account_closed", {"account": account}, by=by.account)


def confirm(journal: Journal, local: Local, login: str, secret: str) -> Session:
    """Return the session of login and secret, without signing in; counts wrong tries.

    Raises WrongSecret, LockedOut.
    """
    login = nfc(login).strip().lower()
    now = journal.clock.now_ms()
    waiting = lockout.waiting_ms(local, journal.clock, login)
    if waiting:
        raise LockedOut(now + waiting)
    tries = local.count_try(login)  # before the check, so that ending the program wins no try
    row = journal.tables.execute(
        "SELECT id, login, role, name, person FROM account WHERE login = ? AND active", [login]
    ).fetchone()
    account = row["id"] if row else 0
    if not journal.keys.check_secret(account, nfc(secret)):
        waiting = lockout.lock(local, journal.clock, login, tries)
        if waiting:
            raise LockedOut(journal.clock.now_ms() + waiting)
        raise WrongSecret
    local.forget_tries(login)
    return Session(
        account,
        row["person"],
        Role(row["role"]),
        row["name"],
        row["login"],
        must_change=journal.keys.must_change(account),
    )


def sign_in(journal: Journal, local: Local, login: str, secret: str) -> Session:
    """Sign somebody in and record it; raises WrongSecret, LockedOut."""
    session = confirm(journal, local, login, secret)
    with journal.transaction():
        journal.write("base.signed_in", {"account": session.account}, by=session.account)
    return session


def sign_out(journal: Journal, session: Session) -> None:
    """Record that somebody left."""
    if session.account:
        with journal.transaction():
            journal.write("base.signed_out", {"account": session.account}, by=session.account)


def change_secret(journal: Journal, session: Session, old: str, new: str) -> Session:
    """Set one's own new secret; raises WrongSecret, WeakSecret."""
    new = nfc(new)
    if not journal.keys.check_secret(session.account, nfc(old)):
        raise WrongSecret
    if new == nfc(old):
        raise WeakSecret("same")
    check_rules(session.role, new, sample=_is_sample(journal.tables))
    with journal.transaction():
        journal.keys.set_secret(session.account, hash_secret(new), must_change=False)
        journal.write("base.secret_changed", {"account": session.account}, by=session.account)
    return replace(session, must_change=False)


def set_secret(journal: Journal, by: Session, account: int, role: Role, new: str) -> None:
    """Give somebody a new secret, which they must change at first use; raises WeakSecret."""
    require(by, Right.MANAGE_PEOPLE)
    check_rules(role, nfc(new), sample=_is_sample(journal.tables))
    with journal.transaction():
        journal.keys.set_secret(account, hash_secret(nfc(new)), must_change=True)
        journal.write("base.secret_changed", {"account": account}, by=by.account)


def account_of(conn: sqlite3.Connection, person: int) -> int | None:
    """Return the open account of a person, or None."""
    row = conn.execute(
        "SELECT id FROM account WHERE person = ? AND active ORDER BY id DESC", [person]
    ).fetchone()
    return None if row is None else int(row["id"])


def account_name(conn: sqlite3.Connection, account: int) -> str:
    """Return the name behind an account; the program itself has the empty name."""
    row = conn.execute("SELECT name FROM account WHERE id = ?", [account]).fetchone()
    return "" if row is None else str(row["name"])


def _is_sample(conn: sqlite3.Connection) -> bool:
    row = conn.execute("SELECT value FROM setting WHERE name = 'facility.sample'").fetchone()
    return row is not None and row["value"] == "1"
