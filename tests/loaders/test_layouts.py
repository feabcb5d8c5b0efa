"""Layouts are data that holds together: spellings, types, keys, choices."""

from itertools import chain
from pathlib import Path
from typing import get_args

import pytest

from data.declared import DeclarationError
from data.layout import (
    LAYOUT_FOLDER,
    LONGEST_KEYED,
    BlankForm,
    Field,
    FieldType,
    Layout,
    Owed,
    Sum,
    expand,
    find_layout,
    load_layouts,
    title_keys,
)
from data.layout_names import name_layout
from loaders.reading.headers.titles import guess_fields, match_title
from loaders.values.coerce import COERCERS

LAYOUTS = load_layouts()
#: The contract's layouts (DESIGN §7) and their fields, in its order.
CONTRACT = """
kpi_results        scope indicator target value note
event_plans        forum name scheduled content purpose
events             forum kind name held status venue participants
matchings          forum theme fields government requirement company technology outline stage \
considered_on agreed_on field_trial_on implemented_on obstacle
members            government joined_on left_on
supports           forum government measure supported_on
know_how           forum type title description lesson
citizen_activities forum kind name held place participants partner
national_plans     forum goal activities schedule organisation events other
"""
REQUIRED = """
kpi_results        indicator
event_plans        forum name
events             forum name
matchings          forum government requirement company technology stage
members            government
supports           forum government
know_how           forum type title
citizen_activities forum name
national_plans     forum
"""


def by_name(table: str) -> dict[str, list[str]]:
    rows = (line.split() for line in table.strip().splitlines())
    return {name: fields for name, *fields in rows}


@pytest.mark.parametrize(("name", "fields"), by_name(CONTRACT).items())
def test_layout_has_the_fields_of_the_contract(name: str, fields: list[str]) -> None:
    assert [field.name for field in find_layout(name).answers] == fields


@pytest.mark.parametrize(("name", "fields"), by_name(REQUIRED).items())
def test_layout_requires_what_the_contract_requires(name: str, fields: list[str]) -> None:
    assert {field.name for field in find_layout(name).required} == set(fields)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.id)
def test_no_spelling_stands_in_two_columns(layout: Layout) -> None:
    """But for a weak one, which asks for the second where a better title asks for the first."""
    seen: dict[str, str] = {}
    for field in layout.fields:
        marks = chain.from_iterable(field.mark_columns.values())
        for spelling in {*field.spellings, *marks}:
            assert spelling not in seen, (spelling, seen.get(spelling), field.name)
            seen[spelling] = field.name
    for field in layout.fields:
        assert {seen.get(each, field.name) for each in field.weak} <= {field.name}


def test_every_type_of_field_has_a_parser() -> None:
    assert set(COERCERS) == set(get_args(FieldType))


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.id)
def test_every_title_finds_its_own_field(layout: Layout) -> None:
    for field in layout.fields:
        match = match_title(layout, (field.title,))
        assert match is not None
        assert match.field is field


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.id)
def test_no_choice_spelling_means_two_things(layout: Layout) -> None:
    for field in layout.fields:
        spellings = list(chain.from_iterable(field.choices.values()))
        assert len(spellings) == len(set(spellings)), field.name


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        ('type = "date"', 'type = "day"', r"Invalid enum value 'day' - at `\$\.fields\[3\]\.type`"),
        (
            'type = "date"',
            'type = "date"\ncolour = 1',
            r"unknown field `colour` - at `\$\.fields\[3\]`",
        ),
        ('comment = "When it left."\n', "", r"comment is missing.* left_on.* at `\$\.fields\[4\]`"),
        ('key = ["government"]', 'key = ["city"]', "key names no field: city"),
        ("examples = [", "examples = [{ city = 1 },", "form.examples names no field: city"),
        ("order = 5", 'id = "members"', "the file's name is the layout's id"),
        ('type = "date"', 'type = "indicator"\nchoices = { a = ["b"] }', "choices of an indicator"),
        ('type = "date"', 'type = "indicator"', "scope has no choice national, regional, total"),
        ("rows = 100", 'rows = "100"', r"Expected `int`, got `str` - at `\$\.form\.rows`"),
        ('name = "left_on"', 'name = "joined_on"', "two fields have one name"),
        ('name = "left_on"', 'name = "Left on"', "name is no identifier: Left on"),
        ('type = "date"', 'type = "date"\nsearched = true', "searched is for text"),
        ("[form]", '[catalogue]\ntitle = "left_on"\ncard = []\n[form]', "catalogue needs a field"),
    ],
)
def test_mistake_in_a_layout_is_named_with_its_file(
    tmp_path: Path, written: str, instead: str, said: str
) -> None:
    text = (LAYOUT_FOLDER / "members.toml").read_text("utf-8")
    assert written in text
    (tmp_path / "members.toml").write_text(text.replace(written, instead, 1), "utf-8")
    with pytest.raises(DeclarationError, match=rf"^members\.toml: .*{said}"):
        load_layouts(tmp_path)


def test_group_title_decides_between_equal_titles() -> None:
    layout = find_layout("matchings")
    need, seed = (match_title(layout, (group, "名称")) for group in ("ニーズ側", "シーズ側"))
    assert need is not None
    assert seed is not None
    assert (need.field.name, seed.field.name) == ("government", "company")


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("① 自治体\n名　称（必須）", "自治体名称"),
        ("３．参加者数（人）", "参加者数"),
        ("令和2年度 実績", "実績"),
        ("【開催日】", "開催日"),
        ("参加者数　※", "参加者数"),
        ("参加者数※1", "参加者数"),
        ("参加者数（注3）", "参加者数"),
        ("参加者数¹", "参加者数"),
        ("参加\u00ad者\u200b数\ufeff", "参加者数"),
        ("地方フォ－ラム", "地方フォーラム"),
        ("セミナ―", "セミナー"),
    ],
)
def test_title_is_found_under_its_decoration(title: str, key: str) -> None:
    assert key in title_keys(title)


def test_guess_is_not_made_where_two_fields_compete() -> None:
    layout = find_layout("matchings")
    fields = [layout.field("considered_on"), layout.field("agreed_on")]
    assert guess_fields({5: "検討日成立日"}, fields) == {}
    assert [f.name for f in guess_fields({5: "検討開始の日付け"}, fields).values()] in (
        [],
        ["considered_on"],
    )


def test_alternatives_expand_to_every_spelling() -> None:
    assert sorted(expand("(開催|実施)(日|月)")) == ["実施日", "実施月", "開催日", "開催月"]


def test_longest_title_is_looked_up_and_a_longer_text_is_none() -> None:
    assert title_keys("題" * LONGEST_KEYED) == ("題" * LONGEST_KEYED,)
    assert title_keys("題" * (LONGEST_KEYED + 1)) == ()


def test_what_a_field_does_not_say_it_does_not_do() -> None:
    plain = Field(name="theme", title="テーマ", type="text", comment="Theme.")
    flags = ("required", "helper", "untitled", "caption", "within_year", "searched")
    assert [flag for flag in flags if getattr(plain, flag)] == []
    assert (BlankForm(examples=()).rows, Owed().least, Owed().by) == (40, 0, ())


@pytest.mark.parametrize(
    ("layout", "kinds"),
    [
        ("matchings", {"need_seed": "ニーズ×シーズ"}),
        ("know_how", {"success": "成功例", "failure": "失敗例", "reflection": "反省"}),
        ("members", {}),
    ],
)
def test_catalogue_names_its_kinds(layout: str, kinds: dict[str, str]) -> None:
    named = find_layout(layout).kinds
    assert {kind: named[kind] for kind in kinds} == kinds
    assert bool(named) == bool(kinds)


def test_sums_of_indicators_are_those_of_their_parts() -> None:
    parts = ("matchings_considered", "matchings_agreed", "field_trials", "implementations")
    assert find_layout("kpi_results").sums == (Sum("matchings", parts),)
    assert find_layout("events").sums == ()
    assert [layout.id for layout in load_layouts() if not layout.totals] == ["kpi_results"]


def test_layout_knows_its_scheduled_fields_and_its_name() -> None:
    assert {layout.id: layout.scheduled for layout in load_layouts() if layout.scheduled} == {
        "event_plans": ("scheduled",),
        "events": ("held",),
        "citizen_activities": ("held",),
    }
    assert (name_layout("events"), name_layout("unknown")) == ("イベント開催実績", "unknown")
