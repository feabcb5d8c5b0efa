"""Acts: what a person can do that the log keeps, and the roles' rights to it, from `acts.toml`."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from data.declared import Declared, read_declared
from data.figures import Identifier, Text

ACTS_PATH = Path(__file__).with_name("acts.toml")

Role = Literal["viewer", "coordinator", "secretariat", "auditor"]
ROLES: tuple[Role, ...] = get_args(Role)
#: How far a right goes: everywhere, or to one's own forums.
Reach = Literal["everywhere", "own"]


class Act(Declared, frozen=True):
    """One act; `reaches` says how far each role's right to it goes, None without one."""

    name: Text
    viewer: Reach | None = None
    coordinator: Reach | None = None
    secretariat: Reach | None = None
    auditor: Reach | None = None

    @property
    def reaches(self) -> dict[Role, Reach | None]:
        return {role: getattr(self, role) for role in ROLES}


class Acts(Declared, frozen=True):
    """All of `acts.toml`: the roles' names on screen, the acts by the log's word for them."""

    roles: Mapping[Role, Text]
    acts: Mapping[Identifier, Act]

    def __post_init__(self) -> None:
        if nameless := set(ROLES) - set(self.roles):
            raise ValueError(f"roles: without a name: {sorted(nameless)}")


@cache
def load_acts() -> Acts:
    return read_declared(ACTS_PATH, Acts)
