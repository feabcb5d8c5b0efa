"""docs/rights.md: which role may do what, made from the acts."""

from data.acts import ACTS_PATH, ROLES, load_acts
from loaders.returning.dictionary import render_table
from words import Words

TARGET = ACTS_PATH.parents[1] / "docs" / "rights.md"
WORDS = Words(
    ja={
        "heading": "役割と権限",
        "intro": "`python -m loaders dictionary` が `data/acts.toml` から書き出します"
        "（手で書き換えないでください）。\n"
        "数値を見ること、書き出すこと、自分のトークンで読み取ること（docs/api.md）は、どの役割でもできます。\n"
        "サインインを設定しない一台での利用では、\n"
        "名乗った人がすべてを行えます。",
        "act": "操作",
        "id": "記録での名前",
    }
)
REACHES = Words(ja={"everywhere": "○", "own": "担当フォーラムのみ", "": "―"})


def render_rights() -> str:
    """The whole page as Markdown."""
    return f"# {WORDS['heading']}\n\n{WORDS['intro']}\n\n{render_rights_table()}\n"


def render_rights_table() -> str:
    """A row an act, a column a role, as Markdown."""
    declared = load_acts()
    columns = [WORDS["act"], WORDS["id"], *(declared.roles[role] for role in ROLES)]
    rows = [
        [act.name, f"`{name}`", *(REACHES[act.reaches[role] or ""] for role in ROLES)]
        for name, act in declared.acts.items()
    ]
    return render_table(columns, rows)


def write_rights() -> None:
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(render_rights(), encoding="utf-8")
