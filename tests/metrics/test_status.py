"""The status rule: safe at zero, sharp at its borders, published as it is applied."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.declared import DeclarationError
from metrics.kpi.status import judge_status, load_rules, render_status_rule

# value, target, outcome: status
CASES = """
133    150   no    あと少し
120    150   no    あと少し
119.9  150   no    未達
150    150   no    達成
151    150   no    達成
0      150   no    未着手
0      -     no    目標なし
0      -     yes   未着手
0      0     no    目標なし
48     -     no    目標なし
-      150   no    未報告
-      -     yes   未報告
0.57   0.6   no    あと少し
"""


def number(text: str) -> float | None:
    return None if text == "-" else float(text)


@pytest.mark.parametrize("case", CASES.strip().splitlines())
def test_status_of_a_figure_is_the_published_word(case: str) -> None:
    value, target, outcome, expected = case.split()
    assert judge_status(number(value), number(target), outcome == "yes").label == expected


@given(
    value=st.none() | st.floats(0, 1e9),
    target=st.none() | st.floats(0, 1e9),
    is_outcome=st.booleans(),
)
def test_any_figure_has_a_status_and_only_a_reached_target_is_met(
    value: float | None, target: float | None, is_outcome: bool
) -> None:
    status = judge_status(value, target, is_outcome)
    assert (status.id == "met") == bool(value and target and value >= target)
    assert (status.id == "not_reported") == (value is None)


def test_published_rule_names_every_status_once_in_order() -> None:
    lines = render_status_rule()
    labels = [rule.label for rule in load_rules()]
    assert [label in line for label, line in zip(labels, lines, strict=True)] == [True] * 6
    assert lines[4:] == [
        "**あと少し** … 実績が目標の80%以上、目標未満",
        "**未達** … 実績がそれより少ない",
    ]
    assert len({line.partition("**")[2].partition("** … ")[2] for line in lines}) == 6


#: The kinds of the lines in order, the share of the last ones behind: what is wrong with them.
RULES = """
missing zero no_target at_least:1 at_least:0                |
missing zero no_target at_least:0                           |
missing zero no_target at_least:1 at_least:0.8              | shares must fall to 0
missing zero no_target at_least:0.8 at_least:1 at_least:0   | shares must fall to 0
missing zero no_target                                      | shares must fall to 0
zero missing no_target at_least:0                           | tried first
missing zero no_target zero at_least:0                      | tried once
missing zero no_target at_most:0                            | at_most
"""


@pytest.mark.parametrize("case", RULES.strip().splitlines())
def test_rule_with_a_hole_is_refused(tmp_path: Path, case: str) -> None:
    lines, message = (part.strip() for part in case.split("|"))
    path = tmp_path / "status.toml"
    path.write_text("\n".join(map(spell_rule, lines.split())), encoding="utf-8")
    if not message:
        assert len(load_rules(path)) == len(lines.split())
        return
    with pytest.raises(DeclarationError, match=rf"^status\.toml: .*{message}"):
        load_rules(path)


def spell_rule(line: str) -> str:
    when, _, share = line.partition(":")
    return f'[[rule]]\nid = "x"\nlabel = "語"\nwhen = "{when}"\nshare = {float(share or 0)}'
