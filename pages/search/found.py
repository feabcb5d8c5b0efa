"""What is found for the words typed: of what is declared, and of what the store holds."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import widgets
from data.layout import find_layout
from loaders.values.names.governments import parse_government
from metrics.cases.search import split_words
from metrics.cases.texts import find_by_words
from metrics.tracing.trace import complete_code, list_figures
from pages.search import entries
from pages.search.entries import RECORD, Entry, Folded, fold_entry
from pages.search.words import GROUPS, WORDS
from store.batches import list_batches
from store.folding import fold_text
from store.records import KeptRecord
from widgets import Run, names
from widgets.figures.places import find_place
from widgets.records.receipt import address_receipt

#: Of one kind so many are shown; records are asked of the store up to so many.
MOST_SHOWN, MOST_RECORDS = 8, 200
#: Signs of a record that tell it apart.
LONGEST = 60


@dataclass(frozen=True, slots=True)
class Group:
    """What is found of one kind: the best first, and how many there are."""

    title: str
    entries: Sequence[Entry]
    count: int


def find(run: Run, query: str) -> list[Group]:
    """Every kind of which anything is found; only pages that are open to whoever asks."""
    groups = {kind: rank(list_open(run, kind), query) for kind in LISTED}
    groups["governments"] = find_governments(query)
    groups["records"] = [describe_record(each) for each in _find_records(run, query)]
    found = {kind: groups[kind] for kind in GROUPS if groups[kind]}
    return [Group(GROUPS[kind], each[:MOST_SHOWN], len(each)) for kind, each in found.items()]


def list_open(run: Run, kind: str) -> list[Folded]:
    """All entries of a kind whose page is open to whoever asks."""
    return [fold_entry(each) for each in LISTED[kind](run) if run.is_open(each.page)]


def rank(listed: Iterable[Folded], query: str) -> list[Entry]:
    """The entries that hold every word, or whose code the query is; whole names and codes first,
    then names that begin so, then names, then what only tells of it."""
    words, whole = split_words(query), fold_text(complete_code(query) or query)
    scored = [(_score(each, words, whole), each.entry) for each in listed]
    held = [(score, entry) for score, entry in scored if score is not None]
    return [entry for _, entry in sorted(held, key=lambda pair: pair[0])]


def _score(folded: Folded, words: Sequence[str], whole: str) -> int | None:
    if whole == folded.name or whole in folded.codes:
        return 0
    if not words or not all(word in folded.text for word in words):
        return None
    if folded.name.startswith(words[0]):
        return 1
    return 2 if all(word in folded.name for word in words) else 3


def _list_figures(run: Run) -> Iterator[Entry]:
    """Every figure that has a code; the newest year first, and what is published."""
    rows = run.fetch(list_figures).to_dict("records")
    for row in sorted(rows, key=lambda each: (-each["fiscal_year"], each["kind"] != "value")):
        if row["code"]:
            page, said = find_place(row["code"])
            place = names.name_year(row["fiscal_year"]), row["scope_text"], row["basis"]
            name, note = f"{row['name']} {row['value_text']}", "・".join(place)
            code = row["code"] if page != "trace" else ""
            yield Entry(name, note, page, said, (row["code"],), code=code)


def _list_loads(run: Run) -> Iterator[Entry]:
    for batch in list_batches(run.store, run.as_of):
        entry = batch.entry
        if entry.kind != "load":
            continue
        name = WORDS["load"].format(batch=entry.batch_id, file=entry.file_name)
        moment = widgets.render_moment(entry.accepted_at)
        note = WORDS["load_note"].format(by=entry.accepted_by, moment=moment)
        number, said = str(entry.batch_id), address_receipt(entry.batch_id)
        codes = (number, WORDS["load"].format(batch=number, file=""), entry.sha256 or "")
        yield Entry(name, note, "history", said, codes)


#: Kinds of which the entries are listed and then looked through.
LISTED: dict[str, Callable[[Run], Iterable[Entry]]] = {
    "figures": _list_figures,
    "views": lambda run: entries.list_views(run.pages),
    "pages": lambda run: entries.list_pages(run.pages),
    "forums": lambda run: entries.list_forums(),
    "layouts": lambda run: entries.list_layouts(),
    "definitions": lambda run: entries.list_definitions(),
    "loads": _list_loads,
}


def find_governments(query: str) -> list[Entry]:
    """By today's name, kana or code; a name of the past finds its successor."""
    listed = entries.list_governments()
    meant = parse_government(query).value
    known = [each.entry for each in listed if meant in each.entry.codes]
    return [*known, *(each for each in rank(listed, query) if each not in known)]


def _find_records(run: Run, query: str) -> Sequence[KeptRecord]:
    return run.fetch(find_by_words, tuple(split_words(query)), MOST_RECORDS)


def describe_record(record: KeptRecord) -> Entry:
    """A record by its own words, leading to its cells."""
    named = names.name_layouts([record.layout]), names.name_forum(record.forum)
    note = "・".join((*named, names.name_year(record.fiscal_year)))
    reference = f"{record.layout}:{record.batch_id}:{record.record_id}"
    return Entry(_tell(record), note, "search", {RECORD: reference}, icon=":material/article:")


def _tell(record: KeptRecord) -> str:
    """Its first answers that say something, forum apart."""
    layout = find_layout(record.layout)
    kept = [each.name for each in layout.answers if each.type != "forum"]
    fields = record.fields
    answers = {name: fields.get(f"{name}_text") or fields.get(name) for name in kept}
    told = [_tell_answer(layout.id, *pair) for pair in answers.items() if pair[1] is not None]
    return "・".join(told)[:LONGEST]


def _tell_answer(layout: str, field: str, answer: object) -> str:
    answers = answer if isinstance(answer, list) else [answer]
    return "、".join(names.name_value(layout, field, each) for each in answers)
