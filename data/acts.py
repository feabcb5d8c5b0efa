"""Acts: what a person can do that the log keeps, and the roles' rights to it, from `acts.toml`."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from data.declared import Declared, read_declared
from data.figures import Identifier, Text

ACTS_PATH = Path(__file__).with_name("acts.toml")
RIGHTS_PATH = ACTS_PATH.parents[1] / "docs" / "rights.md"
RIGHTS_HEAD = """# 役割と権限

`python -m loaders dictionary` が `data/acts.toml` から書き出します（手で書き換えないでください）。
数値を見ることと書き出すことは、どの役割でもできます。サインインを設定しない一台での利用では、
名乗った人がすべてを行えます。"""

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


def render_rights() -> str:
    """docs/rights.md: which role may do what, made from the acts."""
    declared = load_acts()
    reaches = {"everywhere": "○", "own": "担当フォーラムのみ", None: "―"}
    rows = [
        [act.name, f"`{name}`", *(reaches[act.reaches[role]] for role in ROLES)]
        for name, act in declared.acts.items()
    ]
    heads = ["操作", "記録での名前", *(declared.roles[role] for role in ROLES)]
    lines = [heads, ["---"] * len(heads), *rows]
    table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return f"{RIGHTS_HEAD}\n\n{table}\n"
