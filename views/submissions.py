"""報告がまだのもの: who owes which sheet, in one sentence and a short list.

Who has reported what stands on the page as a matrix of states with their files.
"""

import pandas as pd

from metrics.forums.submissions import read_submissions
from views.model.columns import text
from views.model.view import Answer, Question, View
from words import Words

WORDS = Words(
    ja={
        "topic": "報告がまだのもの",
        "finding": "報告{whole}件のうち{missing}件がまだ",
        "finding_all": "報告{whole}件がすべてそろった",
        "reported": "{reported}/{whole} 報告",
        "and": "、",
        "nobody": "ありません",
        "every_regional": "地方フォーラム（{count}すべて）",
        "every_national": "全国フォーラム（{count}すべて）",
        "definition": "様式ごとに、その年度の取込が1件もないものを未報告とする。",
    }
)


def answer(asked: Question) -> Answer:
    states = asked.ask(read_submissions, asked.fiscal_year)
    missing, whole = states[states["state"] == "missing"], len(states)
    finding = WORDS["finding" if len(missing) else "finding_all"]
    return Answer(
        pd.DataFrame(group_owing(states), columns=["forums", "layouts"]),
        title=finding.format(missing=len(missing), whole=whole),
        completeness=WORDS["reported"].format(reported=whole - len(missing), whole=whole),
    )


def group_owing(states: pd.DataFrame) -> list[tuple[str, str]]:
    """The forums that owe the same sheets, and the sheets; one line of words where nobody does."""
    missing = states[states["state"] == "missing"]
    forums: dict[str, list[str]] = {}
    for name, owed in missing.groupby("forum_name", sort=False):
        forums.setdefault(WORDS["and"].join(owed["layout_text"]), []).append(str(name))
    rows = [(_name_group(names, states), layouts) for layouts, names in forums.items()]
    return rows or [(WORDS["nobody"], "")]


def _name_group(names: list[str], states: pd.DataFrame) -> str:
    """All forums of a kind by one word for them."""
    left = list(names)
    for kind in ("regional", "national"):
        every = states[states["forum_kind"] == kind]["forum_name"].unique()
        if len(every) > 1 and set(every) <= set(left):
            others = [name for name in left if name not in every]
            left = [WORDS[f"every_{kind}"].format(count=len(every)), *others]
    return WORDS["and"].join(left)


VIEW = View(
    __name__,
    page="submissions",
    words=WORDS,
    answer=answer,
    columns={"forums": text(), "layouts": text()},
    headings=Words(ja={"forums": "まだのフォーラム・部会", "layouts": "まだの様式"}),
    source="journal",
)
