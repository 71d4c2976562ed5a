"""Errors of the user's world, whose words are made where they are shown."""

from guardapp.base.words import _


class UserError(Exception):
    """Something the user can understand and mend; it carries data, never personal fields."""

    def words(self) -> str:
        """Return what happened, where and what to do, in the language on screen."""
        raise NotImplementedError


class Invalid(UserError):
    """Typed values that do not fit: `problems` maps each field's name to its words."""

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__(", ".join(sorted(problems)))
        self.problems = problems

    def words(self) -> str:
        """Return the words of all fields, one a line."""
        return "\n".join(self.problems.values())


class NotFound(UserError):
    """A code or number that nobody knows."""

    def __init__(self, sought: str) -> None:
        super().__init__(sought)
        self.sought = sought

    def words(self) -> str:
        """Return what was sought and what to check."""
        return _("Không tìm thấy «{sought}». Hãy kiểm tra lại mã.").format(sought=self.sought)
