"""The published status rule: which word a figure gets, and the rule as sentences.

The rule itself is data (`catalog.toml`, [[status]]). Nothing here divides, so a target of
zero or a value of zero can't break it.
"""

import texts
from metrics.catalog import StatusRule, load_catalog


def judge_status(value: float | None, target: float | None, is_outcome: bool = False) -> StatusRule:
    """The first rule that holds for a value against its target.

    >>> judge_status(133, 150).label, judge_status(150, 150).label, judge_status(19, 50).label
    ('あと少し', '達成', '未達')
    >>> judge_status(0, 5).label, judge_status(0, None, is_outcome=True).label
    ('未着手', '未着手')
    >>> judge_status(None, 5).label, judge_status(48, None).label, judge_status(3, 0).label
    ('未報告', '目標なし', '目標なし')
    """
    rules = load_catalog().statuses
    return next(rule for rule in rules if _holds(rule, value, target, is_outcome))


def render_status_rule() -> list[str]:
    """The rule in Japanese, one sentence a status, in the order tried."""
    return [
        texts.STATUS_RULE_TEXTS[_wording(rule)].format(label=rule.label, percent=rule.share * 100)
        for rule in load_catalog().statuses
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
