"""Drawing one composed slide into PowerPoint, anew or over the slide it was before.

What we draw is named with a prefix (see `WORDS["own_shape"]`); whatever else stands on
a slide, in its note field or below the line in its speaker notes was put there by hand
and stays when the slide is made again.
"""

from collections.abc import Collection
from dataclasses import replace
from io import BytesIO
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Inches, Pt

from exports.pictures.text_fit import Fitted, clean_text
from exports.slides import pptx_template
from exports.slides.native_chart import plan_chart
from exports.slides.pptx_chart import add_chart, refresh_chart
from exports.slides.pptx_kept import has_own_title, pair_figures, read_box, takes_numbers
from exports.slides.pptx_table import add_table
from exports.slides.pptx_template import NOTE_INDEX, Base
from exports.slides.pptx_text import (
    LANGUAGE,
    Face,
    Style,
    describe_shape,
    set_every_face,
    set_ink,
    settle_frame,
    write_lines,
    write_run,
)
from exports.slides.slide import FOOTER_SIZE, NOTE_SIZE, Box, ChartPart, NoticePart, Part, Slide
from exports.slides.slide_picture import fit_box, measure_png
from exports.slides.slide_table import TablePart
from exports.spoken_values import speak_figure
from views.model.figure import Figure
from words import Words, terms

WORDS = Words(
    ja={
        "form_name": "記入欄",
        "handwritten_mark": "――― ここから下は手書き（作り直しても残ります）―――",
        "redrawn": "※ 前回と図の構成が変わったため、グラフを描き直しました。"
        "前回のグラフに手で付けた色や書式は引き継いでいません。",
        "own_shape": "自動｜",
        "shape_table": "表",
        "chart_alt": "グラフ: {spoken}",
        "table_alt": "{topic}の表。{title}",
        "shape_title": "見出し",
        "shape_kicker": "題名",
        "shape_footer": "出典・定義",
        "shape_number": "ページ番号",
        "shape_stamp": "演習データの印",
        "shape_chart": "グラフ",
        "shape_picture": "図",
        "shape_notice": "未報告",
        "shape_notice_note": "未報告の説明",
    }
)

#: A slide's name in the file; PowerPoint keeps it, also through edits and moves.
NAME_PREFIX = "congress:"
STAMP_SIZE, NOTICE_SIZE = 14, 54
#: A link in its text's colour instead of the theme's for links.
_IN_TEXT_COLOR = (
    f'<a:extLst {nsdecls("a")}><a:ext uri="{{A12FA001-AC4F-418D-AE19-62706E023703}}">'
    '<ahyp:hlinkClr val="tx"'
    ' xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor"/>'
    "</a:ext></a:extLst>"
)
#: Inches within which a place is the same.
NEAR = 0.02
_SHAPE_TAGS = {qn(f"p:{name}") for name in ("sp", "pic", "cxnSp", "graphicFrame", "grpSp")}
_TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
#: A shape tree begins with what it says of itself: two elements.
_FIRST_SHAPE = 2


def add_slide(base: Base, slide: Slide) -> Any:
    """A new slide at the end; returns python-pptx's slide."""
    drawn = base.deck.slides.add_slide(base.layout)
    _remove_idle_fields(drawn)
    _add_note_box(drawn, base)
    draw_slide(drawn, base, slide)
    return drawn


def draw_slide(drawn: Any, base: Base, slide: Slide) -> None:
    """Draw everything of ours; hand-made shapes stay, above ours, and so do a title that was
    changed by hand and the place and looks of figures, as far as the new numbers fit into them."""
    has_title = has_own_title(drawn)
    old = pair_figures(list_own(drawn), slide.parts)
    kept = {
        place: shape for place, shape in old.items() if takes_numbers(shape, slide.parts[place])
    }
    places = {place: read_box(shape) for place, shape in old.items()}
    is_redrawn = sum(shape.has_chart for shape in list_own(drawn)) > len(kept)
    erase_own(drawn, kept.values())
    by_hand = list(drawn.shapes._spTree)
    drawn._element.cSld.set("name", NAME_PREFIX + clean_text(slide.key))
    if has_title:
        _write_title(drawn, base, slide)
    _write_furniture(drawn, base, slide)
    for number, part in enumerate(slide.parts):
        if number in kept and isinstance(part, ChartPart):
            _refresh(kept[number], base, part)
        elif number in places and isinstance(part, ChartPart):
            _draw_part(drawn, base, replace(part, box=places[number]))
        else:
            _draw_part(drawn, base, part)
    _write_own_note(drawn, base, slide.own_note)
    lost = WORDS["redrawn"] if is_redrawn else ""
    write_speaker_notes(drawn, base, "\n".join(filter(None, (slide.speaker_notes, lost))))
    _move_behind(drawn, by_hand)
    _put_title_first(drawn)


# ------------------------------------------------------------------ what was there before


def read_key(drawn: Any) -> str:
    """The key of a slide that we made; "" for somebody else's."""
    name = drawn._element.cSld.get("name") or ""
    return name.removeprefix(NAME_PREFIX) if name.startswith(NAME_PREFIX) else ""


def erase_own(drawn: Any, kept: Collection[Any] = ()) -> None:
    """Take our shapes off a slide, with the charts and pictures that only they used."""
    spared = {shape.shape_id for shape in kept}
    removed = [shape for shape in list_own(drawn) if shape.shape_id not in spared]
    for shape in removed:
        for element in shape._element.iter():
            for name in (qn("r:id"), qn("r:embed")):
                if element.get(name):
                    drawn.part.drop_rel(element.get(name))
        shape._element.getparent().remove(shape._element)
    for timing in drawn._element.findall(qn("p:timing")) if removed else []:
        drawn._element.remove(timing)  # an animation of a shape that is gone breaks the file


def list_own(drawn: Any) -> list[Any]:
    return [shape for shape in drawn.shapes if shape.name.startswith(WORDS["own_shape"])]


def has_handwriting(drawn: Any) -> bool:
    """Is there anything on the slide that we did not make?"""
    shapes = [
        shape
        for shape in drawn.shapes
        if not shape.name.startswith(WORDS["own_shape"])
        and not _is_title(shape)
        and not (shape.has_text_frame and not shape.text_frame.text.strip())
    ]
    return bool(shapes) or bool(read_handwritten_notes(drawn))


def read_handwritten_notes(drawn: Any) -> str:
    """What stands below the line in the speaker notes."""
    if not drawn.has_notes_slide:
        return ""
    frame = drawn.notes_slide.notes_text_frame
    text = frame.text if frame is not None else ""
    return text.partition(WORDS["handwritten_mark"])[2].strip()


def find_own_note(drawn: Any) -> Any:
    """The shape that people write their remark into; None where they deleted it."""
    for shape in drawn.placeholders:
        if shape.placeholder_format.idx == NOTE_INDEX:
            return shape
    return next((s for s in drawn.shapes if s.name == pptx_template.WORDS["own_note_name"]), None)


# ------------------------------------------------------------------ drawing


def _write_title(drawn: Any, base: Base, slide: Slide) -> None:
    title, face = drawn.shapes.title, base.face_at(base.page.title)
    is_read = title is not None and base.is_title_read
    style = Style(slide.title.size, is_bold=True, color="inherited" if is_read else "text")
    if title is None:
        title = _add_box(drawn, replace(base.page.title, height=slide.title.height), "title")
    elif base.moves_title or (not base.page.has_band and _is_at(title, base.page.title)):
        box = replace(base.page.title, height=slide.title.height)
        title.left, title.top, title.width, title.height = (
            Inches(side) for side in (box.left, box.top, box.width, box.height)
        )
    settle_frame(title.text_frame)
    write_lines(title.text_frame, slide.title.text.split("\n"), style, face)


def _is_at(shape: Any, box: Box) -> bool:
    """Whether nobody has moved it: its height is the text's."""
    sides = (shape.left, shape.top, shape.width)
    return all(
        abs(Emu(side).inches - wanted) < NEAR
        for side, wanted in zip(sides, (box.left, box.top, box.width), strict=True)
    )


def _write_furniture(drawn: Any, base: Base, slide: Slide) -> None:
    """Topic above, source and code below, the slide's number, the stamp."""
    page = base.page
    kicker = _add_box(drawn, page.kicker, "kicker", "bottom")
    words = Style(slide.kicker.size, color="muted")
    write_lines(kicker.text_frame, [slide.kicker.text], words, base.face_at(page.kicker))
    for number, fitted in enumerate(slide.footer):
        box = page.footer
        height = box.height / len(slide.footer)
        line = Box(box.left, box.top + number * height, box.width, height)
        frame = _add_box(drawn, line, "footer", "bottom").text_frame
        face = base.face_at(line)
        write_lines(frame, [fitted.text], Style(fitted.size, color="muted"), face)
        is_last = number == len(slide.footer) - 1
        if is_last and base.address and slide.link:
            _link_code(frame.paragraphs[0], fitted, face, base.address + slide.link)
    _add_number(drawn, base)
    if slide.is_practice:
        _add_stamp(drawn, base)


def _link_code(paragraph: Any, fitted: Fitted, face: Face, address: str) -> None:
    """The code at the line's end leads to the live figure."""
    [run] = paragraph.runs
    before, mark, code = fitted.text.rpartition(": ")
    run.text = before + mark
    linked = write_run(paragraph, code, Style(fitted.size, color="muted"), face)
    linked.hyperlink.address = address
    if not face.inks.reads("hlink"):
        linked._r.rPr.find(qn("a:hlinkClick")).append(parse_xml(_IN_TEXT_COLOR))


def _add_number(drawn: Any, base: Base) -> None:
    page = base.page
    box = Box(page.width - 0.6 - 1.0, page.height - 0.27, 1.0, 0.24)
    frame = _add_box(drawn, box, "number").text_frame
    face = base.face_at(box)
    write_lines(frame, [""], Style(FOOTER_SIZE, color="muted", align="right"), face)
    paragraph = frame.paragraphs[0]._p
    [run] = paragraph.r_lst
    paragraph.append(
        parse_xml(
            f'<a:fld {nsdecls("a")} id="{{5C7A2A3D-9D3A-4C46-A1F5-0B1E5A1C0001}}" type="slidenum">'
            f'<a:rPr lang="{LANGUAGE}" sz="{FOOTER_SIZE * 100}"/><a:t>‹#›</a:t></a:fld>'
        )
    )
    paragraph.remove(run)
    paragraph.find(qn("a:fld"))[0].append(run.rPr.find(qn("a:solidFill")))
    set_every_face(paragraph, face)


def _add_stamp(drawn: Any, base: Base) -> None:
    stamp = _add_box(drawn, base.page.stamp, "stamp", "middle")
    face = base.face_at(base.page.stamp)
    set_ink(stamp.line.color, face.inks.gap)
    stamp.line.width = Pt(1.5)
    style = Style(STAMP_SIZE, is_bold=True, color="gap", align="center")
    write_lines(stamp.text_frame, [terms.DATA_KINDS["practice"]], style, face)


def _draw_part(drawn: Any, base: Base, part: Part) -> None:
    if isinstance(part, NoticePart):
        _draw_notice(drawn, base, part)
    elif isinstance(part, TablePart):
        _draw_table(drawn, base, part)
    elif part.is_native:
        frame = add_chart(drawn.shapes, plan_chart(part.figure), part.box, base.face_at(part.box))
        describe_chart(frame, part.figure)
    else:
        _draw_picture(drawn, part)


def _refresh(frame: Any, base: Base, part: ChartPart) -> None:
    plan = plan_chart(part.figure)
    box = read_box(frame)
    refresh_chart(frame.chart, plan, box.width, base.face_at(box))
    describe_chart(frame, part.figure)


def describe_chart(frame: Any, figure: Figure) -> None:
    """What is read aloud, and in the chart's name the path of its figure, by which it is found in
    a deck that it was copied into."""
    _describe(frame, "chart", _speak(figure))
    frame.name = frame.name + figure.path


def read_chart_path(shape: Any) -> str:
    """ "" of a chart that is not of ours."""
    own = WORDS["own_shape"] + WORDS["shape_chart"]
    return shape.name.removeprefix(own) if shape.has_chart and shape.name.startswith(own) else ""


def _draw_table(drawn: Any, base: Base, part: TablePart) -> None:
    """A form is drawn once and then belongs to those who fill it in."""
    name = WORDS["form_name"] if part.is_form else WORDS["own_shape"] + WORDS["shape_table"]
    if part.is_form and any(shape.name == name for shape in drawn.shapes):
        return
    box = Box(part.left, part.top, part.width, part.height)
    frame = add_table(drawn.shapes, part, base.face_at(box))
    figure = part.figure
    alt = WORDS["table_alt"].format(topic=figure.topic, title=figure.title)
    describe_shape(frame, name, alt)


def _draw_picture(drawn: Any, part: ChartPart) -> None:
    """As large as its box allows, centred."""
    box = fit_box(*measure_png(part.picture), part.box)
    place = [Inches(side) for side in (box.left, box.top, box.width, box.height)]
    picture = drawn.shapes.add_picture(BytesIO(part.picture), *place)
    _describe(picture, "picture", _speak(part.figure))


def _draw_notice(drawn: Any, base: Base, part: NoticePart) -> None:
    box = Box(part.box.left, part.box.top + 0.6, part.box.width, 1.2)
    words = _add_box(drawn, box, "notice", "middle")
    style = Style(NOTICE_SIZE, is_bold=True, color="muted", align="center")
    face = base.face_at(box)
    write_lines(words.text_frame, [part.text], style, face)
    below = Box(box.left, box.bottom + 0.1, box.width, 0.5)
    note = _add_box(drawn, below, "notice_note", "middle")
    write_lines(note.text_frame, [part.note], Style(18, color="muted", align="center"), face)


def _speak(figure: Figure) -> str:
    """What is read aloud in place of a chart."""
    return WORDS["chart_alt"].format(spoken=speak_figure(figure))


def _add_note_box(drawn: Any, base: Base) -> None:
    """Where the layout has no note field of ours, an empty text box stands for it."""
    if find_own_note(drawn) is None:
        box = base.page.note
        place = [Inches(side) for side in (box.left, box.top, box.width, box.height)]
        shape = drawn.shapes.add_textbox(*place)
        shape.name = pptx_template.WORDS["own_note_name"]
        settle_frame(shape.text_frame, "middle")


def _write_own_note(drawn: Any, base: Base, text: str) -> None:
    """A remark given with the order is written where nobody has written anything yet."""
    shape = find_own_note(drawn)
    if text.strip() and shape is not None and not shape.text_frame.text.strip():
        lines = clean_text(text).split("\n")
        style = Style(NOTE_SIZE, color="inherited" if shape.is_placeholder else "text")
        write_lines(shape.text_frame, lines, style, base.face_at(base.page.note))


def write_speaker_notes(drawn: Any, base: Base, text: str) -> None:
    kept = read_handwritten_notes(drawn)
    frame = drawn.notes_slide.notes_text_frame
    if frame is None:  # a notes master without a text field: there is nowhere to write
        return
    lines = [*text.split("\n"), "", WORDS["handwritten_mark"], *kept.split("\n")]
    write_lines(frame, lines, Style(12, color="inherited"), base.face)


def _remove_idle_fields(drawn: Any) -> None:
    """A template's further placeholders would show their prompts over the figure."""
    for shape in list(drawn.placeholders):
        if not _is_title(shape) and shape.placeholder_format.idx != NOTE_INDEX:
            shape._element.getparent().remove(shape._element)


def _is_title(shape: Any) -> bool:
    return shape.is_placeholder and shape.placeholder_format.type in _TITLES


def _move_behind(drawn: Any, by_hand: list[Any]) -> None:
    """What was drawn by hand over the figure stays over it."""
    for element in by_hand:
        if element.tag in _SHAPE_TAGS:
            drawn.shapes._spTree.append(element)


def _put_title_first(drawn: Any) -> None:
    """Shapes are read aloud in the order that they stand in the file."""
    own = WORDS["own_shape"] + WORDS["shape_title"]
    for shape in drawn.shapes:
        if _is_title(shape) or shape.name == own:
            drawn.shapes._spTree.insert(_FIRST_SHAPE, shape._element)
            return


def _add_box(drawn: Any, box: Box, name: str, anchor: Any = "top") -> Any:
    place = [Inches(side) for side in (box.left, box.top, box.width, box.height)]
    shape = drawn.shapes.add_textbox(*place)
    shape.name = WORDS["own_shape"] + WORDS[f"shape_{name}"]
    settle_frame(shape.text_frame, anchor)
    return shape


def _describe(shape: Any, name: str, alt: str) -> None:
    describe_shape(shape, WORDS["own_shape"] + WORDS[f"shape_{name}"], alt)
