"""The example files of docs/operations, filled in for a place of the test's own."""

import re
import shlex
from collections.abc import Mapping
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "docs" / "operations"


def fill_in(name: str, values: Mapping[str, str]) -> str:
    """An example file with the operator's own values in place of those that it shows, in their
    order; each must stand there."""
    text = (FOLDER / name).read_text("utf-8")
    for shown, own in values.items():
        assert shown in text, f"{name} has no {shown}"
        text = text.replace(shown, own)
    return text


def read_commands(unit: str, key: str = "ExecStart") -> list[list[str]]:
    """A unit's commands as systemd would give them to the programs."""
    lines = re.findall(rf"^{key}=(.*)$", unit, re.MULTILINE)
    return [[part.replace("%%", "%") for part in shlex.split(line)] for line in lines]


def read_environment(unit: str) -> dict[str, str]:
    return dict(
        line.split("=", 1) for line in re.findall(r"^Environment=(.*)$", unit, re.MULTILINE)
    )
