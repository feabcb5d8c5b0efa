"""What stands where on the slides of a figure, in inches: the same for PowerPoint and PDF.

`compose_slides` decides; `pptx_slide` and `pdf_pages` only draw what it decided.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from exports.pictures.text_fit import (
    FILLED_SHARE,
    POINTS_PER_INCH,
    Fitted,
    clean_text,
    fit_text,
    fit_title,
    measure_em,
)
from exports.slides.native_chart import plan_chart
from exports.slides.slide_table import TablePart, compose_tables
from exports.spoken_values import list_values
from views.model.figure import Figure
from words import Words, terms

WORDS = Words(
    ja={
        "part": "（続き {number}/{count}）",
        "cut": "（全{count}行のうち{shown}行。続きは付録か Excel に）",
        "numbers": "数値",
        "definition": "定義",
        "since_last": "前回からの変化",
        "not_reported_note": "この図の数値はまだ報告されていません（0ではありません）。",
        "between": "　",
        "source": "出典",
        "as_of": "時点",
        "scope": "範囲",
        "completeness": "報告",
        "code": "コード",
        "more_sources": "ほか{count}件（ノートに記載）",
        "all_sources": "{count}件（ノートに記載）",
        "more_definition": "（続きはノートに）",
        "in_notes": "ノートに記載",
    }
)

MARGIN = 0.6
GAP = 0.18
KICKER_HEIGHT = 0.34
NOTE_HEIGHT = 0.42
FOOTER_HEIGHT = 0.7
TITLE_SIZE = 30
KICKER_SIZE = 15
#: A title is set smaller before it is broken.
SMALLEST_TITLE = 24
FOOTER_SIZE = 12
NOTE_SIZE = 14
STAMP_WIDTH = 2.5


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in inches."""

    left: float
    top: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        return self.top + self.height

    def cut_left(self, share: float) -> "Box":
        return replace(self, width=self.width * share)

    def cut_right(self, share: float) -> "Box":
        width = self.width * share
        return replace(self, left=self.left + self.width - width, width=width)


#: Our own cover: a band along the left edge, the title above a short rule, lines below it.
COVER_BAND, COVER_RULE = Box(0, 0, 0.42, 7.5), Box(1.2, 3.95, 1.6, 0.07)
COVER_TITLE, COVER_LINES = Box(1.2, 1.6, 11.5, 2.1), Box(1.2, 4.25, 11.5, 2.6)
COVER_TITLE_SIZE, COVER_LINE_SIZE = 44, 24


@dataclass(frozen=True, slots=True)
class Page:
    """A slide's size, and where its title stands (a template may say otherwise)."""

    width: float = 13.333
    height: float = 7.5
    title: Box = Box(MARGIN, 0.74, 13.333 - 2 * MARGIN, 1.0)
    #: The title stands on a band at the top, and what else is said on top of slides below it.
    has_band: bool = False

    @property
    def kicker(self) -> Box:
        """The line above the title; room at its right end is left for the stamp."""
        width = self.width - 2 * MARGIN - STAMP_WIDTH - GAP
        above = max(0.1, self.title.top - KICKER_HEIGHT - 0.02)
        top = self.title.bottom + GAP if self.has_band else above
        return Box(MARGIN, top, width, KICKER_HEIGHT)

    @property
    def stamp(self) -> Box:
        return Box(
            self.width - MARGIN - STAMP_WIDTH, self.kicker.top - 0.1, STAMP_WIDTH, KICKER_HEIGHT
        )

    def list_texts(self) -> tuple[Box, ...]:
        """Where a slide is written on."""
        return self.kicker, self.body, self.footer

    def shrink_title(self, height: float) -> "Page":
        return replace(self, title=replace(self.title, height=height))

    @property
    def footer(self) -> Box:
        top = self.height - 0.28 - FOOTER_HEIGHT
        return Box(MARGIN, top, self.width - 2 * MARGIN, FOOTER_HEIGHT)

    @property
    def note(self) -> Box:
        """Where people write a remark of their own."""
        return Box(MARGIN, self.footer.top - NOTE_HEIGHT, self.footer.width, NOTE_HEIGHT)

    @property
    def body(self) -> Box:
        top = (self.kicker if self.has_band else self.title).bottom + GAP
        return Box(MARGIN, top, self.footer.width, self.note.top - top - GAP / 2)


@dataclass(frozen=True, slots=True)
class ChartPart:
    """Drawn by PowerPoint itself where it can (`is_native`), else as a `picture` (PNG)."""

    figure: Figure
    box: Box
    is_native: bool
    picture: bytes = b""


@dataclass(frozen=True, slots=True)
class NoticePart:
    """A few words in place of a chart."""

    text: str
    note: str
    box: Box


Part = ChartPart | TablePart | NoticePart


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide, ready to be drawn. `key` finds it again in a file made earlier. An appendix is
    a table whose chart says the same, or the further rows of a long one. `link` is the path, after
    the app's own address, of the live figure."""

    key: str
    kicker: Fitted
    title: Fitted
    parts: tuple[Part, ...]
    footer: tuple[Fitted, ...]
    speaker_notes: str
    is_practice: bool
    own_note: str = ""
    is_appendix: bool = False
    link: str = ""


def compose_slides(figure: Figure, page: Page, own_note: str = "") -> list[Slide]:
    """The slides of a figure: one, and behind it those of the appendix. What stands below the
    title takes the room that the title leaves."""
    title = fit_title(
        figure.title, (page.title.width, page.title.height), TITLE_SIZE, SMALLEST_TITLE
    )
    pages = _arrange(figure, page if page.has_band else page.shrink_title(title.height))
    return [
        Slide(
            key=figure.key if number == 1 else f"{figure.key}-{number}",
            kicker=render_kicker(figure, page, _name_part(pages, number)),
            title=title,
            parts=parts,
            footer=_fit_footer(figure, page),
            speaker_notes=render_notes(figure),
            is_practice=figure.is_practice,
            own_note=own_note if number == 1 else "",
            is_appendix=number > 1,
            link=figure.path,
        )
        for number, parts in enumerate(pages, 1)
    ]


def _name_part(pages: Sequence[Sequence[Part]], number: int) -> str:
    """What a slide is of its figure where it isn't the whole."""
    tables = [part for page in pages for part in page if isinstance(part, TablePart)]
    if number == 1:
        shown = [part for part in pages[0] if isinstance(part, TablePart)]
        if not shown or len(tables) == len(shown):
            return ""
        rows = [len(part.cells) - 1 for part in tables]
        return WORDS["cut"].format(count=sum(rows), shown=rows[0])
    return WORDS["part"].format(number=number, count=len(pages)) if len(pages) > 2 else ""


def render_kicker(figure: Figure, page: Page, part: str = "") -> Fitted:
    """What the slide is about: topic, year and scope, and which part of the figure it is."""
    text = "｜".join(word for word in (figure.topic, figure.year_text, figure.scope_text) if word)
    return fit_text((text + part).replace("\n", " "), page.kicker.width, KICKER_HEIGHT, KICKER_SIZE)


def render_footer(figure: Figure) -> tuple[str, str, str]:
    """Three lines: where from; how counted; as of when, how complete, and the code."""
    sources = _join(("source", "／".join(figure.sources)))
    return sources, _join(("definition", figure.definition)), _render_reach(figure, figure.code)


def _render_reach(figure: Figure, code: str) -> str:
    return _join(
        ("as_of", figure.as_of),
        ("scope", figure.scope_text),
        ("completeness", figure.completeness),
        ("code", code),
    )


def render_notes(figure: Figure) -> str:
    """The speaker notes: every number, what changed, and the footer without cuts."""
    rows = [f"・{row}" for row in list_values(figure)]
    lines = [figure.title, "", f"【{WORDS['numbers']}】", *(rows or [terms.STATES["blank"]])]
    if figure.definitions:
        meanings = (f"・{name}: {text}" for name, text in figure.definitions.items())
        lines += ["", f"【{WORDS['definition']}】", *meanings]
    if figure.notes:
        lines += ["", f"【{WORDS['since_last']}】", *figure.notes]
    return clean_text("\n".join([*lines, "", *(line for line in render_footer(figure) if line)]))


def _arrange(figure: Figure, page: Page) -> list[tuple[Part, ...]]:
    body = page.body
    if not figure.has_data:
        return [(NoticePart(terms.STATES["blank"], WORDS["not_reported_note"], body),)]
    if figure.native is not None and not plan_chart(figure).categories:
        return [(table,) for table in compose_tables(figure, body)]
    if figure.native is not None and not (figure.native.is_partial and figure.chart):
        return _arrange_native(figure, body)
    if figure.chart is not None:
        return _arrange_picture(figure, body)
    return [(table,) for table in compose_tables(figure, body)]


def _arrange_native(figure: Figure, body: Box) -> list[tuple[Part, ...]]:
    """The chart alone; a doughnut with its table."""
    assert figure.native is not None
    if figure.native.kind != "doughnut":
        return [(ChartPart(figure, body, is_native=True),)]
    chart, room = body.cut_left(0.48), body.cut_right(0.48)
    first, *more = compose_tables(figure, room)
    return [(ChartPart(figure, chart, is_native=True), first), *((table,) for table in more)]


def _arrange_picture(figure: Figure, body: Box) -> list[tuple[Part, ...]]:
    """The picture, which says its numbers itself, and its table behind all."""
    tables = compose_tables(figure, body)
    return [(ChartPart(figure, body, is_native=False),), *((table,) for table in tables)]


def _fit_footer(figure: Figure, page: Page) -> tuple[Fitted, ...]:
    """The footer's lines with as much of sources and definition as they hold: the notes have
    the whole, so nothing is cut within a word."""
    room = page.footer.width * FILLED_SHARE * POINTS_PER_INCH / FOOTER_SIZE
    lines = list(render_footer(figure))
    if measure_em(lines[0]) > room:
        lines[0] = _shorten_sources(figure.sources, room)
    if measure_em(lines[1]) > room:
        lines[1] = _shorten_definition(figure.definition, room)
    if measure_em(lines[2]) > room:
        lines[2] = _shorten_reach(figure, room)
    height = FOOTER_HEIGHT / len(lines)
    return tuple(
        fit_text(line, page.footer.width, height, FOOTER_SIZE, FOOTER_SIZE)
        for line in lines
        if line
    )


def _shorten_reach(figure: Figure, room: float) -> str:
    """The line above the title says the scope too, and the notes how complete it is; the code is
    left to the notes where it has no room even so."""
    as_of, completeness, code = (
        (key, getattr(figure, key)) for key in ("as_of", "completeness", "code")
    )
    in_notes = _render_reach(figure, WORDS["in_notes"])
    for line in (_join(as_of, completeness, code), _join(as_of, code), in_notes):
        if measure_em(line) <= room:
            return line
    return _join(as_of, ("code", WORDS["in_notes"]))


def _shorten_sources(sources: Sequence[str], room: float) -> str:
    for kept in range(len(sources) - 1, 0, -1):
        more = WORDS["more_sources"].format(count=len(sources) - kept)
        line = _join(("source", f"{'／'.join(sources[:kept])}　{more}"))
        if measure_em(line) <= room:
            return line
    return _join(("source", WORDS["all_sources"].format(count=len(sources))))


def _shorten_definition(definition: str, room: float) -> str:
    sentences = [f"{sentence}。" for sentence in definition.split("。") if sentence.strip()]
    for kept in range(len(sentences) - 1, 0, -1):
        line = _join(("definition", "".join(sentences[:kept]) + WORDS["more_definition"]))
        if measure_em(line) <= room:
            return line
    return _join(("definition", WORDS["in_notes"]))


def _join(*parts: tuple[str, str]) -> str:
    named = [f"{WORDS[key]}: {text}" for key, text in parts if text]
    return clean_text(WORDS["between"].join(named)).replace("\n", " ")
