"""情報提供プラットフォーム: the catalogue's search, an entry as a card, similar needs elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import pandas as pd

from metrics.cases.search import MOST_WORDS, build_pairs_pattern, split_words
from metrics.cases.similarity import count_pairs, load_quality, measure_cosine
from metrics.query import Readable, run
from texts import PLATFORM_TEXTS as WORDS
from words import terms
from words.figures import render_fiscal_year, render_value

#: Entries that a list shows, and up to how many found ones are counted.
MOST_SHOWN, MOST_COUNTED = 200, 10_000
#: Near entries shown, similar needs shown; entries ranked for them, out of how many a year.
MOST_NEAR, MOST_SIMILAR = 30, 8
MOST_CANDIDATES, MOST_LOOKED_AT = 2000, 30_000
KINDS = ("need_seed", "citizen", "success", "failure", "reflection")

#: An entry's card, after the plan's 提供情報の例: fields by kind, in its order.
CARD_FIELDS = {
    "need_seed": (
        "title",
        "field_names",
        "government_name",
        "body",
        "company",
        "technology",
        "outline",
        "stage_name",
        "obstacle",
    ),
    "citizen": ("title", "held_text", "place", "participants_text", "partner"),
    "know_how": ("title", "body", "lesson"),
}


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
    """`count`: entries found, `has_more`: those and more; `is_near`: no entry holds the words,
    the entries shown share pairs of signs with them."""

    entries: pd.DataFrame
    count: int
    has_more: bool = False
    is_near: bool = False


def read_counts(database: Readable, as_of: datetime | None = None) -> pd.DataFrame:
    """Entries a kind; kinds that have none are left out."""
    return run(database, "platform_counts", as_of=as_of)


def search_entries(
    database: Readable, query: str, narrowing: Narrowing, as_of: datetime | None = None
) -> Found:
    """The entries that hold every word; where none does, those that share most pairs of signs."""
    words = split_words(query)
    entries, count = _ask_words(database, words, narrowing, as_of)
    if count or not words:
        shown = _describe(entries.head(MOST_SHOWN))
        return Found(shown, min(count, MOST_COUNTED), has_more=count > MOST_COUNTED)
    near = _rank(_ask_near(database, query, narrowing, as_of), query).head(MOST_NEAR)
    return Found(_describe(near), len(near), is_near=True)


def read_entry(
    database: Readable, record: str, as_of: datetime | None = None
) -> dict[Any, Any] | None:
    """One entry by its reference (layout:batch:number); None where there is none."""
    layout, *numbers = record.split(":")
    if len(numbers) != 2 or not all(each.isdecimal() for each in numbers):
        return None
    place: dict[str, Any] = {"layout": layout, "batch": int(numbers[0]), "number": int(numbers[1])}
    found = _describe(_ask(database, Narrowing(), as_of, 1, **place)).to_dict("records")
    return found[0] if found else None


def render_card(entry: dict[Any, Any]) -> pd.DataFrame:
    """The entry as the plan's card: columns item and content; nothing filled in reads 未報告."""
    fields = CARD_FIELDS.get(entry["kind"], CARD_FIELDS["know_how"])
    rows = [(WORDS[f"{entry['layout']}_{name}"], _text(entry[name])) for name in fields]
    return pd.DataFrame(rows, columns=["item", "content"])


def find_similar(
    database: Readable, entry: dict[Any, Any], as_of: datetime | None = None
) -> pd.DataFrame:
    """Needs of other forums that read like this one, the most alike first, each text once.

    Adds similarity (0-1), at least the threshold of similarity.toml. Empty for other kinds.
    """
    need = entry["body"] if entry["kind"] == "need_seed" else None
    candidates = _ask_near(database, _text(need, ""), Narrowing(kind="need_seed"), as_of)
    others = candidates[candidates["forum"] != entry["forum"]]
    ranked = _rank(others.assign(words=others["body"]), _text(need, ""))
    alike = ranked[ranked["similarity"] >= load_quality().threshold]
    return _describe(alike.drop_duplicates(["forum", "body"]).head(MOST_SIMILAR))


def render_quality() -> str:
    """How alike is measured, and how well that does, in words."""
    quality = load_quality()
    return WORDS["quality"].format(
        threshold=f"{quality.threshold:.2f}",
        pairs=quality.pairs,
        alike=quality.alike,
        found=quality.found,
        right=quality.right,
        precision=f"{quality.precision:.0%}",
        recall=f"{quality.recall:.0%}",
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
    limits = {"cap": cap, "most": cap if most is None else most, "looked": MOST_LOOKED_AT}
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
    """Adds layout, kind_name, stage_name, year_text, participants_text, what (the main text)."""
    rows = entries.to_dict("records")
    return entries.assign(
        layout=[str(row["record"]).partition(":")[0] for row in rows],
        kind_name=[WORDS[f"kind_{row['kind']}"] for row in rows],
        stage_name=[WORDS.get(f"stage_{row['stage']}", "") for row in rows],
        year_text=[render_fiscal_year(int(row["fiscal_year"])) for row in rows],
        participants_text=[render_value(row["participants"], WORDS["people"]) for row in rows],
        similarity_text=[f"{row['similarity']:.2f}" if "similarity" in row else "" for row in rows],
        what=[_text(row["body"], _text(row["place"], "")) for row in rows],
    )


def _text(value: Any, missing: str | None = None) -> str:
    """A text as written; where there is none 未報告, or what is given instead."""
    if value is None or value != value or value == "":
        return terms.STATES["blank"] if missing is None else missing
    return str(value)


def name_kinds() -> dict[str, str]:
    """The kinds of entries, in their order."""
    return {kind: WORDS[f"kind_{kind}"] for kind in KINDS}


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
