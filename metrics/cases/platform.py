"""情報提供プラットフォーム: the catalogue's search, an entry as a card, similar needs elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import pandas as pd

from data.layout import Field, find_layout, load_layouts
from metrics.cases.search import MOST_WORDS, build_pairs_pattern, split_words
from metrics.cases.similarity import count_pairs, load_quality, measure_cosine
from metrics.query import Readable, run
from store.records import read_record, read_states
from words import Words, terms
from words.figures import render_fiscal_year, render_percent, render_value

WORDS = Words(
    ja={
        "finding": "全年度の{total}件から検索できる（{parts}）",
        "finding_part": "{kind} {count}件",
        "finding_missing": "検索できる記録は未報告です",
        "and": "・",
        "quality": "似ている度合いは、文字の2つ組（ひらがなだけの組を除く）の出現数のコサイン（0～1）。{threshold} 以上を示します。手で判定した{pairs}組で確かめたところ、示した{found}組のうち{right}組が実際に似ており（{precision}）、似ている{alike}組のうち{right}組を示せました（{recall}）。境目も同じ組で決めたため、実際の精度はこれより低いことがあります。",
        "as_written": "{title}（記載のまま）",
    }
)

#: Entries that a list shows, and up to how many found ones are counted.
MOST_SHOWN, MOST_COUNTED = 200, 10_000
#: Near entries shown, similar needs shown; entries ranked for them.
MOST_NEAR, MOST_SIMILAR, MOST_CANDIDATES = 30, 8, 2000
#: So many of the newest entries are looked through for words, and for near ones.
MOST_SEARCHED, MOST_LOOKED_AT = 200_000, 30_000


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the catalogue is narrowed to; "" and 0 leave it open."""

    kind: str = ""
    block: str = ""
    field: str = ""
    stage: str = ""
    year: int = 0


@dataclass(frozen=True, eq=False)
class Found:
    """`entries`: the columns of platform_entries; layout, kind_name, stage_name, year_text,
    similarity_text, what (the main text). `count`: entries found, `has_more`: those and more;
    `is_near`: no entry holds the words, the entries shown share pairs of signs with them. `reach`:
    what was looked through for words, and then for near ones."""

    entries: pd.DataFrame
    count: int
    has_more: bool = False
    is_near: bool = False
    reach: Sequence["Reach"] = ()


@dataclass(frozen=True, slots=True)
class Reach:
    """`looked` of `count` entries were looked through: the newest, or all."""

    looked: int
    count: int


def name_kinds() -> dict[str, str]:
    """The catalogue's kinds of entry with their names; a sheet's own kind before those that an
    answer tells apart."""
    listed = sorted(load_layouts(), key=lambda layout: len(layout.kinds))
    return {kind: name for layout in listed for kind, name in layout.kinds.items()}


def read_counts(database: Readable, as_of: datetime | None = None) -> pd.DataFrame:
    """Entries a kind; kinds that have none are left out.

    Columns: those of platform_counts.
    """
    return run(database, "platform_counts", as_of=as_of)


def search_entries(
    database: Readable, query: str, narrowing: Narrowing, as_of: datetime | None = None
) -> Found:
    """The entries that hold every word; where none does, those that share most pairs of signs."""
    words = split_words(query)
    entries, count = _ask_words(database, words, narrowing, as_of)
    reach = [_read_reach(database, narrowing, as_of, MOST_SEARCHED)] if words else []
    if count or not words:
        shown, has_more = _describe(entries.head(MOST_SHOWN)), count > MOST_COUNTED
        return Found(shown, min(count, MOST_COUNTED), has_more, reach=reach)
    near = _rank(_ask_near(database, query, narrowing, as_of), query).head(MOST_NEAR)
    reach.append(_read_reach(database, narrowing, as_of, MOST_LOOKED_AT))
    return Found(_describe(near), len(near), is_near=True, reach=reach)


def _read_reach(
    database: Readable, narrowing: Narrowing, as_of: datetime | None, looked: int
) -> Reach:
    given = {name: getattr(narrowing, name) for name in ("kind", "block", "year")}
    row = run(database, "platform_reach", as_of=as_of, looked=looked, **given).iloc[0]
    return Reach(int(row["looked_count"]), int(row["entry_count"]))


def read_entry(
    database: Readable, record: str, as_of: datetime | None = None
) -> dict[Any, Any] | None:
    """One entry by its reference (layout:batch:number), with its record's `answers` and the
    `states` of their cells, by field; None where there is none."""
    layout, *numbers = record.split(":")
    if len(numbers) != 2 or not all(each.isdecimal() for each in numbers):
        return None
    batch, number = map(int, numbers)
    place: dict[str, Any] = {"layout": layout, "batch": batch, "number": number}
    found = _describe(_ask(database, Narrowing(), as_of, 1, **place)).to_dict("records")
    if not found:
        return None
    with database.read() as cursor:
        kept = read_record(cursor, layout, batch, number)
        states = read_states(cursor, layout, batch, number)
    return found[0] | {"answers": kept.fields if kept else {}, "states": states}


def render_card(entry: dict[Any, Any]) -> pd.DataFrame:
    """The entry as the plan's card; what is not there is 未報告, 未定 or 該当なし.

    Columns: item, content.
    """
    layout = find_layout(entry["layout"])
    assert layout.catalogue is not None
    fields = [layout.field(name) for name in layout.catalogue.card]
    rows = [
        (
            _render_title(each),
            _text(_render_answer(each, entry), terms.STATES.get(entry["states"].get(each.name))),
        )
        for each in fields
    ]
    return pd.DataFrame(rows, columns=["item", "content"])


def _render_title(field: Field) -> str:
    is_text = field.type == "scheduled"
    return WORDS["as_written"].format(title=field.title) if is_text else field.title


def _render_answer(field: Field, entry: dict[Any, Any]) -> Any:
    """An answer in words; None where nothing is filled in."""
    if field.type == "government":
        return entry["government_name"]
    text = entry["answers"].get(f"{field.name}_text")  # of a time, as written
    answer = text or entry["answers"].get(field.name)
    if isinstance(answer, list):
        return WORDS["and"].join(answer)
    if isinstance(answer, int | float):
        return render_value(answer, "%" if field.type == "ratio" else next(iter(field.units), ""))
    return field.choices[answer][0] if answer in field.choices else answer


def find_similar(
    database: Readable, entry: dict[Any, Any], as_of: datetime | None = None
) -> pd.DataFrame:
    """Entries of other forums that read like this one, the most alike first, each text once.

    `similarity` is at least the threshold of similarity.toml. Empty for kinds of which none are
    looked for.

    Columns: those of platform_entries; similarity:ratio, layout, kind_name, stage_name,
    year_text, similarity_text, what.
    """
    need = _text(entry["body"], "") if is_compared(entry) else ""
    candidates = _ask_near(database, need, Narrowing(kind=entry["kind"]), as_of)
    others = candidates[candidates["forum"] != entry["forum"]]
    ranked = _rank(others.assign(words=others["body"]), need)
    alike = ranked[ranked["similarity"] >= load_quality().threshold]
    return _describe(alike.drop_duplicates(["forum", "body"]).head(MOST_SIMILAR))


def is_compared(entry: dict[Any, Any]) -> bool:
    """Whether entries like this one are looked for at other forums."""
    catalogue = find_layout(entry["layout"]).catalogue
    return catalogue is not None and catalogue.find_similar


def render_quality() -> str:
    """How alike is measured, and how well that does, in words."""
    quality = load_quality()
    return WORDS["quality"].format(
        threshold=f"{quality.threshold:.2f}",
        pairs=quality.pairs,
        alike=quality.alike,
        found=quality.found,
        right=quality.right,
        precision=render_percent(quality.precision),
        recall=render_percent(quality.recall),
    )


def _ask_words(
    database: Readable, words: Sequence[str], narrowing: Narrowing, as_of: datetime | None
) -> tuple[pd.DataFrame, int]:
    """Entries that hold every word, the newest year first, and how many there are."""
    asked, others = words[:MOST_WORDS], words[MOST_WORDS:]
    if others:
        entries = _ask(database, narrowing, as_of, MOST_CANDIDATES, words=asked)
        held = [all(word in text for word in others) for text in entries["words"]]
        return entries[held], sum(held)
    entries = _ask(database, narrowing, as_of, MOST_COUNTED + 1, MOST_SHOWN, words=asked)
    count = 0 if entries.empty else int(entries["found_count"].iloc[0])
    if count > MOST_COUNTED:  # some of them, of whatever years
        entries = _ask_newest(database, narrowing, as_of, MOST_SHOWN, words=asked)
    return entries, count


def _ask_near(
    database: Readable, text: str, narrowing: Narrowing, as_of: datetime | None
) -> pd.DataFrame:
    """Entries that share at least one pair of signs with a text; none where it has no pair."""
    pairs = build_pairs_pattern(text)
    return _ask(database, narrowing, as_of, MOST_CANDIDATES if pairs else 0, pairs=pairs)


def _ask_newest(
    database: Readable, narrowing: Narrowing, as_of: datetime | None, most: int, **asked: Any
) -> pd.DataFrame:
    """Entries of the newest years: one year after the other is asked until there are enough."""
    found: list[pd.DataFrame] = []
    for year in [narrowing.year] if narrowing.year else _list_years(database, as_of):
        if (wanted := most - sum(map(len, found))) > 0:
            found.append(_ask(database, replace(narrowing, year=year), as_of, wanted, **asked))
    held = [each for each in found if len(each)]
    return pd.concat(held, ignore_index=True) if held else _ask(database, narrowing, as_of, 0)


def _list_years(database: Readable, as_of: datetime | None) -> list[int]:
    """The fiscal years of the catalogue, the newest first."""
    return [int(year) for year in run(database, "platform_years", as_of=as_of)["fiscal_year"]]


def _ask(
    database: Readable,
    narrowing: Narrowing,
    as_of: datetime | None,
    cap: int,
    most: int | None = None,
    words: Sequence[str] = (),
    **asked: Any,
) -> pd.DataFrame:
    """Up to `cap` entries, the newest year first, `most` of them or all; `asked`: pairs, or the
    place of one record."""
    spelled = [*words, *[""] * MOST_WORDS][:MOST_WORDS]
    given = {f"word_{place}": word for place, word in enumerate(spelled, 1)}
    given |= {
        name: getattr(narrowing, name) for name in ("kind", "block", "field", "stage", "year")
    }
    nothing: dict[str, Any] = {"pairs": "", "layout": "", "batch": 0, "number": 0}
    looked = MOST_LOOKED_AT if asked.get("pairs") else MOST_SEARCHED if words else 0
    limits = {"cap": cap, "most": cap if most is None else most, "looked": looked}
    return run(database, "platform_entries", as_of=as_of, **given, **{**nothing, **asked}, **limits)


def _rank(entries: pd.DataFrame, text: str) -> pd.DataFrame:
    """Adds similarity, the most alike first; what has nothing in common is left out."""
    wanted = count_pairs(text)
    known = entries[entries["words"].notna()]
    scored = known.assign(
        similarity=[measure_cosine(wanted, count_pairs(words)) for words in known["words"]]
    )
    return scored[scored["similarity"] > 0].sort_values(
        "similarity", ascending=False, kind="stable", ignore_index=True
    )


def _describe(entries: pd.DataFrame) -> pd.DataFrame:
    """Adds layout, kind_name, stage_name, year_text, similarity_text, what (the main text)."""
    rows, kinds = entries.to_dict("records"), name_kinds()
    return entries.assign(
        layout=[str(row["record"]).partition(":")[0] for row in rows],
        kind_name=[kinds[row["kind"]] for row in rows],
        stage_name=[terms.STAGES.get(row["stage"], "") for row in rows],
        year_text=[render_fiscal_year(int(row["fiscal_year"])) for row in rows],
        similarity_text=[f"{row['similarity']:.2f}" if "similarity" in row else "" for row in rows],
        what=[_text(row["body"], "") for row in rows],
    )


def _text(value: Any, missing: str | None = None) -> str:
    """A text as written; where there is none 未報告, or what is given instead."""
    if value is None or value != value or value == "":
        return terms.STATES["blank"] if missing is None else missing
    return str(value)


def find_platform(counts: pd.DataFrame) -> str:
    """How many entries of which kinds the catalogue holds."""
    if counts.empty:
        return WORDS["finding_missing"]
    known = dict(zip(counts["kind"], counts["entry_count"], strict=True))
    parts = [
        WORDS["finding_part"].format(kind=name, count=f"{known[kind]:,}")
        for kind, name in name_kinds().items()
        if kind in known
    ]
    return WORDS["finding"].format(total=f"{sum(known.values()):,}", parts=WORDS["and"].join(parts))
