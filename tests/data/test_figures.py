"""An entry of figures.toml says all that is true of a figure, and nothing that would mislead."""

from pathlib import Path

import pytest

from data.declared import DeclarationError
from data.figures import (
    Role,
    find_role,
    list_added_up,
    list_parts,
    list_published,
    list_ratios,
    load_figures,
    load_kpis,
)

#: A published count beside a sum and its part, whose keys the tests spoil one by one.
ENTRY = {
    "id": "inspections",
    "code": "INS",
    "name": "点検数",
    "unit": "件",
    "kind": "count",
    "scopes": ["total"],
    "numerator": "点検",
    "denominator": "",
    "definition": "点検の数。",
    "source": "計画書",
    "spellings": ["点検数"],
    "part_of": "",
    "role": "",
}
ROLES = """
[[figure]]
id = "all_cases"
code = "ALL"
name = "全案件"
unit = "件"
role = "stage_total"
counted = { layout = "matchings" }
[[figure]]
id = "share"
code = "SHR"
name = "割合"
unit = "%"
kind = "ratio"
role = "member_ratio"
denominator = "総数"
counted = { layout = "members" }
[[figure]]
id = "lessons"
code = "LES"
name = "授業"
unit = "回"
role = "citizen_sessions"
counted = { layout = "citizen_activities" }
"""


def write(path: Path, **changed: object) -> Path:
    """A file of four figures, one of them with keys changed or, by None, left out."""
    entry = {key: value for key, value in {**ENTRY, **changed}.items() if value is not None}
    lines = [f"{key} = {spell(value)}" for key, value in entry.items()]
    path.write_text("\n".join([ROLES, "[[figure]]", *lines]), encoding="utf-8")
    return path


def spell(value: object) -> str:
    """A value as TOML has it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {spell(each)}" for key, each in value.items()) + "}"
    return str(value) if isinstance(value, list) else f'"{value}"'


def test_sound_entry_is_read(tmp_path: Path) -> None:
    figures = load_figures(write(tmp_path / "figures.toml", part_of="all_cases"))
    assert [each.id for each in figures.values()] == [
        "all_cases",
        "share",
        "lessons",
        "inspections",
    ]
    assert figures["inspections"].is_published
    assert not figures["all_cases"].is_published
    assert figures["share"].is_ratio
    assert [figures["lessons"].is_outcome, figures["lessons"].is_compared] == [False, False]


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"kind": "ratio", "unit": "%"}, "inspections: a ratio needs a denominator"),
        ({"kind": "ratio", "denominator": "総数"}, "a ratio has the unit"),
        ({"unit": "%"}, "a ratio has the unit"),
        ({"part_of": "nothing"}, "inspections: part of unknown nothing"),
        ({"part_of": "share"}, "inspections: part of a ratio, share"),
        ({"definition": ""}, "inspections: published without"),
        ({"numerator": None}, "inspections: published without"),
        ({"source": ""}, "inspections: published without"),
        ({"spellings": []}, "inspections: published without"),
        ({"scopes": []}, "inspections: neither published in a scope nor counted"),
        ({"is_compared": True}, "inspections: compared without being counted"),
        ({"id": "share"}, "declared twice: share"),
        ({"code": "ALL"}, "declared twice: ALL"),
        ({"role": "stage_total"}, "each of these roles belongs to one figure"),
        ({"counted": {"layout": "members", "query": "x", "distinct": "y"}}, "a query says itself"),
        ({"counted": {"layout": "members; DROP"}}, r"regex.*\$\.figure\[3\]\.counted\.layout"),
        ({"code": "INSP"}, r"regex.*\$\.figure\[3\]\.code"),
        ({"name": ""}, r"length >= 1.*\$\.figure\[3\]\.name"),
        ({"period": "monthly"}, r"monthly.*\$\.figure\[3\]\.period"),
        ({"scopes": ["all"]}, r"all.*\$\.figure\[3\]\.scopes"),
        ({"colour": "red"}, r"unknown field `colour`.*\$\.figure\[3\]"),
        ({"unit": None}, r"missing required field `unit`.*\$\.figure\[3\]"),
    ],
)
def test_misleading_entry_is_refused_by_file_and_place(
    tmp_path: Path, changed: dict[str, object], message: str
) -> None:
    with pytest.raises(DeclarationError, match=rf"^figures\.toml: .*{message}"):
        load_figures(write(tmp_path / "figures.toml", **changed))


@pytest.mark.parametrize(
    "changed",
    [
        {"kind": "ratio", "unit": "%", "denominator": "総数"},
        {"scopes": [], "definition": "", "counted": {"layout": "supports"}},
        {"is_compared": True, "counted": {"layout": "supports", "distinct": "government"}},
        {"counted": {"layout": "members", "query": "members"}},
    ],
)
def test_entry_just_inside_the_rules_is_read(tmp_path: Path, changed: dict[str, object]) -> None:
    assert "inspections" in load_figures(write(tmp_path / "figures.toml", **changed))


def test_stages_are_the_parts_of_the_figure_with_that_role() -> None:
    total = find_role("stage_total")
    assert total.id == "matchings"
    assert [part.stage for part in list_parts(total)] == [
        "considered",
        "agreed",
        "field_trial",
        "implemented",
    ]
    assert total.stage == ""


@pytest.mark.parametrize(
    ("role", "figure"),
    [
        ("stage_total", "matchings"),
        ("member_ratio", "member_government_ratio"),
        ("citizen_sessions", "workshops"),
    ],
)
def test_figure_is_found_by_its_role(role: Role, figure: str) -> None:
    assert find_role(role).id == figure


def test_indicators_are_the_figures_that_are_published() -> None:
    assert {"event_plans", "know_how", "members"} <= set(load_figures()) - set(load_kpis())
    assert all(each.spellings for each in load_kpis().values())


def test_only_counts_of_every_scope_are_added_up() -> None:
    """Shares are not, nor what a part of the scopes alone publishes."""
    added = set(list_added_up(["total", "national", "regional"]))
    assert {"forums_held", "matchings", "workshops"} <= added
    assert added.isdisjoint({"supported_countries", "member_government_ratio"})
    assert "supported_countries" in list_added_up(["national"])
    assert "matchings" in list_added_up(["total"])
    assert "member_government_ratio" not in list_added_up(["total"])
    assert "member_government_ratio" in list_published("total")
    assert "member_government_ratio" not in list_published("national")
    assert "member_government_ratio" in list_ratios()
    assert "matchings" not in list_ratios()


def test_entry_repeated_three_times_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "figures.toml")
    text = path.read_text(encoding="utf-8")
    entry = text[text.rindex("[[figure]]") :]
    path.write_text("\n".join([text, entry, entry]), encoding="utf-8")
    with pytest.raises(DeclarationError, match="declared twice: inspections"):
        load_figures(path)
