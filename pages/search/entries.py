"""What can be found, made of what is declared: pages, figures, forums, governments, sheets."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from data.figures import load_figures
from data.layout import load_layouts
from loaders.values.names.forums import load_forums
from loaders.values.names.government_index import load_governments
from pages.search.words import WORDS
from store.folding import fold_text
from views import load_views
from widgets.data_shown import BLOCK
from widgets.page_facts import PageFacts
from widgets.parts import PART
from words.figures import render_block

#: How this page's address names a government or a record that it shows up close.
GOVERNMENT, RECORD = "government", "record"


@dataclass(frozen=True, slots=True)
class Entry:
    """`page` and what its address says lead to it; `codes` find it when typed whole, `more` is
    searched beside name and note; `code`: of a figure that can be traced; `icon`: where not the
    page's."""

    name: str
    note: str
    page: str
    parameters: Mapping[str, str] = field(default_factory=dict)
    codes: tuple[str, ...] = ()
    more: str = ""
    code: str = ""
    icon: str = ""

    @property
    def text(self) -> str:
        return "\n".join((self.name, self.note, self.more, *self.codes))


@dataclass(frozen=True, slots=True)
class Folded:
    """An entry as the search sees it."""

    entry: Entry
    name: str
    text: str
    codes: frozenset[str]


def fold_entry(entry: Entry) -> Folded:
    codes = frozenset(map(fold_text, entry.codes))
    return Folded(entry, fold_text(entry.name), fold_text(entry.text), codes)


@cache
def list_governments() -> tuple[Folded, ...]:
    """All 1,788, folded once."""
    return tuple(
        fold_entry(
            Entry(
                each.full_name,
                each.kind,
                "search",
                {GOVERNMENT: each.code},
                (each.code, each.code[:5], each.name),
                each.kana,
                icon=":material/location_city:",
            )
        )
        for each in load_governments()
    )


def list_views(pages: Mapping[str, PageFacts]) -> Iterator[Entry]:
    """Every declared figure where its page shows it; an old name finds it too."""
    for view in load_views().values():
        place = name_part(pages[view.page], view.part)
        said = {PART: view.part} if view.part else {}
        more = f"{view.words['topic']} {view.words.get('definition', '')}"
        codes = tuple(filter(None, (view.id, view.formerly)))
        yield Entry(view.name, place, view.page, said, codes, more)


def list_pages(pages: Mapping[str, PageFacts]) -> Iterator[Entry]:
    """Every page and each of its parts."""
    for name, facts in pages.items():
        yield Entry(facts.name, facts.help, name, codes=(name,))
        for part in facts.parts:
            yield Entry(name_part(facts, part), "", name, {PART: part})


def name_part(facts: PageFacts, part: str) -> str:
    if not part:
        return facts.name
    return WORDS["part_of"].format(page=facts.name, part=facts.parts[part])


def list_forums() -> Iterator[Entry]:
    """A regional forum by its block's activities, a national body by its plan."""
    for each in load_forums():
        if each.kind == "regional":
            page, said = "blocks", {PART: "forum", BLOCK: each.id}
            note = render_block(each.short_name)
        else:
            page, said, note = "national", {PART: "plans", "body": each.name}, ""
        yield Entry(each.name, note, page, said, (each.id, *each.spellings))


def list_layouts() -> Iterator[Entry]:
    """Every sheet, where it is seen who has handed it in."""
    for each in load_layouts():
        yield Entry(each.title, "", "submissions", codes=(each.id,))


def list_definitions() -> Iterator[Entry]:
    for each in load_figures().values():
        codes = (each.id, each.code, *each.spellings)
        yield Entry(each.name, each.definition, "definitions", {}, codes, each.short_name)
