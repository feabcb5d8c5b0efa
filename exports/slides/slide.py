"""What stands where on the slides of a figure, in inches: the same for PowerPoint and PDF.

`compose_slides` decides; `pptx_slide` and `pdf_pages` only draw what it decided.
"""

from dataclasses import dataclass, replace

from exports.pictures.text_fit import Fitted, clean_text, fit_text
from exports.slides.slide_table import TablePart, compose_tables
from views.model.figure import Figure
from words import Words, terms

WORDS = Words(
    ja={
        "part": "（{number}/{count}）",
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
    }
)

MARGIN = 0.6
GAP = 0.18
KICKER_HEIGHT = 0.34
NOTE_HEIGHT = 0.42
FOOTER_HEIGHT = 0.56
TITLE_SIZE = 30
KICKER_SIZE = 15
SMALLEST_TITLE = 18
FOOTER_SIZE = 11
NOTE_SIZE = 14
STAMP_WIDTH = 2.5
#: A chart of so few bars leaves room for its table below.
FEW_BARS = 2
#: A table may stand beside a picture when it needs no more than this share of the width.
BESIDE_SHARE = 0.4


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

    def cut_top(self, share: float) -> "Box":
        return replace(self, height=self.height * share)

    def cut_bottom(self, share: float) -> "Box":
        height = self.height * share
        return replace(self, top=self.bottom - height, height=height)


@dataclass(frozen=True, slots=True)
class Page:
    """A slide's size, and where its title stands (a template may say otherwise)."""

    width: float = 13.333
    height: float = 7.5
    title: Box = Box(MARGIN, 0.74, 13.333 - 2 * MARGIN, 1.0)

    @property
    def kicker(self) -> Box:
        """The line above the title; room at its right end is left for the stamp."""
        width = self.width - 2 * MARGIN - STAMP_WIDTH - GAP
        return Box(MARGIN, max(0.1, self.title.top - KICKER_HEIGHT - 0.02), width, KICKER_HEIGHT)

    @property
    def stamp(self) -> Box:
        return Box(self.width - MARGIN - STAMP_WIDTH, self.kicker.top, STAMP_WIDTH, KICKER_HEIGHT)

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
        top = self.title.bottom + GAP
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
    """One slide, ready to be drawn. `key` finds it again in a file made earlier."""

    key: str
    kicker: Fitted
    title: Fitted
    parts: tuple[Part, ...]
    footer: tuple[Fitted, ...]
    speaker_notes: str
    is_practice: bool
    own_note: str = ""


def compose_slides(figure: Figure, page: Page, own_note: str = "") -> list[Slide]:
    """The slides of a figure: one, or more where its table needs them."""
    pages = _arrange(figure, page)
    return [
        Slide(
            key=figure.key if number == 1 else f"{figure.key}-{number}",
            kicker=render_kicker(figure, number, len(pages), page),
            title=fit_text(
                figure.title, page.title.width, page.title.height, TITLE_SIZE, SMALLEST_TITLE
            ),
            parts=parts,
            footer=_fit_footer(figure, page),
            speaker_notes=render_notes(figure),
            is_practice=figure.is_practice,
            own_note=own_note if number == 1 else "",
        )
        for number, parts in enumerate(pages, 1)
    ]


def render_kicker(figure: Figure, number: int, count: int, page: Page) -> Fitted:
    """What the slide is about: topic, year and scope, and which part of how many."""
    words = [figure.topic, figure.year_text, figure.scope_text]
    part = WORDS["part"].format(number=number, count=count) if count > 1 else ""
    text = "｜".join(word for word in words if word) + part
    return fit_text(text.replace("\n", " "), page.kicker.width, KICKER_HEIGHT, KICKER_SIZE)


def render_footer(figure: Figure) -> tuple[str, str]:
    """Two lines: where from and how counted; as of when, how complete, and the code."""
    first = _join(("source", "／".join(figure.sources)), ("definition", figure.definition))
    second = _join(
        ("as_of", figure.as_of),
        ("scope", figure.scope_text),
        ("completeness", figure.completeness),
        ("code", figure.code),
    )
    return first, second


def render_notes(figure: Figure) -> str:
    """The speaker notes: every number, what changed, and the footer without cuts."""
    rows = [_render_row(figure, row) for row in figure.render_rows()]
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
    if figure.native is not None:
        return _arrange_native(figure, body)
    if figure.chart is not None:
        return _arrange_picture(figure, body)
    return [(table,) for table in compose_tables(figure, body)]


def _arrange_native(figure: Figure, body: Box) -> list[tuple[Part, ...]]:
    """The chart alone; a doughnut or a chart of few bars with its table."""
    assert figure.native is not None
    if figure.native.kind == "doughnut":
        chart, room = body.cut_left(0.48), body.cut_right(0.48)
    elif len(figure.frame) <= FEW_BARS and figure.native.kind != "line":
        chart, room = body.cut_top(0.56), body.cut_bottom(0.4)
    else:
        return [(ChartPart(figure, body, is_native=True),)]
    first, *more = compose_tables(figure, room)
    return [(ChartPart(figure, chart, is_native=True), first), *((table,) for table in more)]


def _arrange_picture(figure: Figure, body: Box) -> list[tuple[Part, ...]]:
    """The table beside the picture where it is small, else on slides of its own."""
    beside = compose_tables(figure, body.cut_right(BESIDE_SHARE))
    if len(beside) == 1 and beside[0].is_readable:
        chart = body.cut_left(1 - BESIDE_SHARE - 0.03)
        return [(ChartPart(figure, chart, is_native=False), beside[0])]
    tables = compose_tables(figure, body)
    return [(ChartPart(figure, body, is_native=False),), *((table,) for table in tables)]


def _fit_footer(figure: Figure, page: Page) -> tuple[Fitted, ...]:
    height = FOOTER_HEIGHT / 2
    return tuple(
        fit_text(line, page.footer.width, height, FOOTER_SIZE, FOOTER_SIZE - 2)
        for line in render_footer(figure)
    )


def _join(*parts: tuple[str, str]) -> str:
    named = [f"{WORDS[key]}: {text}" for key, text in parts if text]
    return clean_text(WORDS["between"].join(named)).replace("\n", " ")


def _render_row(figure: Figure, row: list[str]) -> str:
    """The first column names the row; the others follow under their titles."""
    titles = [column.title for column in figure.columns.values()]
    facts = [f"{title} {text}" for title, text in zip(titles[1:], row[1:], strict=True) if text]
    return f"・{row[0]}: {'、'.join(facts)}" if facts else f"・{row[0]}"
