"""What of a slide made earlier stays when it is made again: a title in somebody's own words, and
the places and looks of its figures."""

from collections.abc import Sequence
from typing import Any

from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.util import Emu

from exports.slides.native_chart import plan_chart
from exports.slides.pptx_chart import fits_plan
from exports.slides.slide import Box, ChartPart, Part
from exports.slides.slide_table import TablePart


def has_own_title(drawn: Any) -> bool:
    """Whether the title is the one that we wrote: the speaker notes begin with it, whole."""
    title = drawn.shapes.title
    written = "" if title is None else _squeeze(title.text_frame.text)
    frame = drawn.notes_slide.notes_text_frame if drawn.has_notes_slide else None
    noted = "" if frame is None else _squeeze(frame.text.partition("\n")[0])
    return not written or not noted or written == noted or noted.startswith(written.rstrip("…"))


def _squeeze(text: str) -> str:
    return "".join(text.split())


def pair_figures(own: Sequence[Any], parts: Sequence[Part]) -> dict[int, Any]:
    """Number of a part -> which of our shapes on the slide, a chart or a picture, it was. Where the
    slide is laid out another way now, by another number of figures or tables, there is none."""
    figures = [
        shape for shape in own if shape.has_chart or shape.shape_type == MSO_SHAPE_TYPE.PICTURE
    ]
    tables = [shape for shape in own if shape.has_table]
    wanted = [number for number, part in enumerate(parts) if isinstance(part, ChartPart)]
    listed = [part for part in parts if isinstance(part, TablePart) and not part.is_form]
    if (len(figures), len(tables)) != (len(wanted), len(listed)):
        return {}
    return dict(zip(wanted, figures, strict=True))


def takes_numbers(shape: Any, part: Part) -> bool:
    if not isinstance(part, ChartPart) or not part.is_native or not shape.has_chart:
        return False
    return fits_plan(shape.chart, plan_chart(part.figure))


def read_box(shape: Any) -> Box:
    sides = (shape.left, shape.top, shape.width, shape.height)
    return Box(*(Emu(side).inches for side in sides))
