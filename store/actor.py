"""Who acts, and with which right: every write to the store asks here."""

import getpass
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

from data.acts import Role, load_acts
from store.errors import ActorUnknown, RightMissing, StoreError
from store.events import tell

#: How it is known who somebody is: proven by signing in, claimed by typing a name, given to
#: the command line, or one of our own programs.
KnownBy = Literal["signed_in", "claimed", "command_line", "program"]
#: The forum of what belongs to none: a roster, a figure of the Congress. Nobody's own.
CONGRESS = "congress"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts; `forums` are a coordinator's own, `person_id` a registered person's."""

    name: str
    role: Role
    forums: frozenset[str]
    known_by: KnownBy
    person_id: str = ""

    def may(self, act: str, forums: Iterable[str]) -> bool:
        """Whether they have the right to an act that concerns some forums.

        >>> kinki = Actor("山田", "coordinator", frozenset({"kinki"}), "signed_in")
        >>> kinki.may("accept", ["kinki"]), kinki.may("accept", ["kinki", "congress"])
        (True, False)
        """
        return self.find_missing(act, forums) is None

    def find_missing(self, act: str, forums: Iterable[str]) -> RightMissing | None:
        """The right that they lack, with the forums that are not theirs."""
        reach, others = load_acts().acts[act].reaches[self.role], sorted({*forums} - self.forums)
        if reach == "everywhere" or (reach == "own" and not others):
            return None
        return RightMissing(act, self.role, others)

    @contextmanager
    def perform(self, act: str, forums: Iterable[str]) -> Iterator[None]:
        """Around an act: raises as `require` does; what came of it is told."""
        facts: dict[str, Any] = {"act": act, "forums": sorted(forums), **self.tell()}
        try:
            self.require(act, facts["forums"])
            yield
        except StoreError as error:
            tell("refused", code=error.code, **facts)
            raise
        tell("act", **facts)

    def tell(self) -> dict[str, str]:
        """Who it was, for the service's log: by no name."""
        return {"person": self.person_id, "role": self.role, "known_by": self.known_by}

    def require(self, act: str, forums: Iterable[str]) -> None:
        """Raises ActorUnknown for nobody, RightMissing with the forums that are not theirs."""
        if not self.name.strip():
            raise ActorUnknown(f"{act}: nobody has said who they are")
        if missing := self.find_missing(act, forums):
            raise missing


def claim(name: str) -> Actor:
    """Who works at their own desk, by the name they typed: nothing is proven, all is theirs."""
    return Actor(name.strip(), "secretariat", frozenset(), "claimed")


def run_as(name: str, known_by: KnownBy = "program") -> Actor:
    """What runs outside a session, under the name that the history shows."""
    return Actor(name, "secretariat", frozenset(), known_by)


def act_at_server(name: str = "") -> Actor:
    """Whoever types a command at the server: under a name, "" for the system's own."""
    return run_as(name or getpass.getuser(), "command_line")
