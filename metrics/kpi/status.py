"""The published status rule: which word a figure gets, and the rule as sentences.

The rule itself is data (`status.toml`). Nothing here divides, so a target of zero or a value of
zero can't break it.
"""

from functools import cache
from pathlib import Path
from typing import Literal

from data.declared import Declared, read_declared
from words import Words

STATUS_PATH = Path(__file__).with_name("status.toml")

#: One sentence a kind of rule.
WORDS = Words(
    ja={
        "missing": "**{label}** … 実績の報告がない（0とは区別します）",
        "zero": "**{label}** … 実績が0（目標のある指標と、成果を表す指標）",
        "no_target": "**{label}** … 目標値が定められていない",
        "at_target": "**{label}** … 実績が目標以上",
        "at_share": "**{label}** … 実績が目標の{percent:.0f}%以上、目標未満",
        "below": "**{label}** … 実績がそれより少ない",
    }
)


class StatusRule(Declared, frozen=True):
    """One line of the status rule; `share` is the part of the target that must be reached."""

    id: str
    label: str
    when: Literal["missing", "zero", "no_target", "at_least"]
    share: float = 0.0


class StatusRules(Declared, frozen=True):
    """The rule in the order tried: every figure gets a status, for the last line holds for any
    value with a target."""

    rule: tuple[StatusRule, ...]

    def __post_init__(self) -> None:
        first, rest = self.rule[:3], self.rule[3:]
        if [rule.when for rule in first] != ["missing", "zero", "no_target"]:
            raise ValueError("missing, zero and no_target are tried first, in this order")
        if any(rule.when != "at_least" for rule in rest):
            raise ValueError("missing, zero and no_target are tried once")
        shares = [rule.share for rule in rest]
        if shares != sorted(shares, reverse=True) or shares[-1:] != [0.0]:
            raise ValueError("shares must fall to 0")


@cache
def load_rules(path: Path = STATUS_PATH) -> tuple[StatusRule, ...]:
    """The lines of the rule in the order tried. Raises DeclarationError for one with holes."""
    return read_declared(path, StatusRules).rule


def judge_status(value: float | None, target: float | None, is_outcome: bool = False) -> StatusRule:
    """The first rule that holds for a value against its target.

    >>> judge_status(133, 150).label, judge_status(150, 150).label, judge_status(19, 50).label
    ('あと少し', '達成', '未達')
    >>> judge_status(0, 5).label, judge_status(0, None, is_outcome=True).label
    ('未着手', '未着手')
    >>> judge_status(None, 5).label, judge_status(48, None).label, judge_status(3, 0).label
    ('未報告', '目標なし', '目標なし')
    """
    rules = load_rules()
    return next(rule for rule in rules if _holds(rule, value, target, is_outcome))


def render_status_rule() -> list[str]:
    """The rule in Japanese, one sentence a status, in the order tried."""
    return [
        WORDS[_wording(rule)].format(label=rule.label, percent=rule.share * 100)
        for rule in load_rules()
    ]


def _holds(rule: StatusRule, value: float | None, target: float | None, is_outcome: bool) -> bool:
    if rule.when == "missing" or value is None:
        return value is None
    if rule.when == "zero":
        return value == 0 and (bool(target) or is_outcome)
    if rule.when == "no_target" or not target:
        return not target
    return value >= rule.share * target


def _wording(rule: StatusRule) -> str:
    """Key of the sentence: 100 %, a share, or whatever is left have their own."""
    if rule.when != "at_least":
        return rule.when
    return "at_target" if rule.share == 1.0 else "at_share" if rule.share else "below"
