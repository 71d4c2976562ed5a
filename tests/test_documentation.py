"""What the README says of the program is so, and the top of the tree holds what belongs there."""

import argparse
import re
from typing import Any, Final

import pytest

from guardapp import cli
from tests.source import ROOT

README: Final = (ROOT / "README.md").read_text(encoding="utf-8")
ROW: Final = re.compile(r"^\| `(?P<name>[a-z]+)(?P<rest>| [^`]*)` \|", re.MULTILINE)
BELONGS: Final = {"README.md", "guardapp", "main.py", "pyproject.toml", "requirements.lock"} | {
    "resources",
    "tests",
}


def subparsers() -> Any:
    """Return the commands of the program, as argparse has them."""
    actions = cli.parser()._actions
    return next(found for found in actions if isinstance(found, argparse._SubParsersAction))


def commands() -> dict[str, argparse.ArgumentParser]:
    """Return the parser of each command of the program."""
    return dict(subparsers().choices)


def documented() -> dict[str, set[str]]:
    """Return the words of each command's row in the README: its options and its arguments."""
    return {
        row["name"]: set(
            re.findall(r"--[a-z-]+|(?<![-\w])[A-Z]+", re.sub(r"(--\S+) [A-Z]+", r"\1", row["rest"]))
        )
        for row in ROW.finditer(README)
    }


def accepted(parser: argparse.ArgumentParser) -> set[str]:
    """Return a command's options and arguments as the README names them."""
    return {
        action.option_strings[-1] if action.option_strings else str(action.metavar or action.dest)
        for action in parser._actions
        if not isinstance(action, argparse._HelpAction)
    }


def test_the_readme_lists_just_the_commands_there_are() -> None:
    assert documented() == {name: accepted(parser) for name, parser in commands().items()}


@pytest.mark.parametrize("name", sorted(documented()))
def test_every_command_and_option_has_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.parser().parse_args([name, "--help"])
    assert ended.value.code == 0
    assert capsys.readouterr().out.strip()
    assert name in {action.dest for action in subparsers()._choices_actions if action.help}
    assert all(action.help for action in commands()[name]._actions)


def test_the_two_commands_are_there() -> None:
    assert "\npython3 main.py demo\npython3 -m tests\n" in README
    assert "demo" in commands()
    assert (ROOT / "main.py").is_file()
    assert (ROOT / "tests" / "__main__.py").is_file()


def test_files_that_the_readme_names_are_there() -> None:
    named = re.findall(r"(?:`|\()((?:tests|resources|guardapp)/[\w/.-]*)", README)
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_top_of_the_tree_holds_only_what_belongs_there() -> None:
    there = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert there - BELONGS - {"__pycache__"} == set()
