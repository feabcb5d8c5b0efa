"""A figure as a picture: PNG, SVG or PDF, with its finding, source and stamp around it."""

import json
from collections.abc import Mapping
from typing import Any

from charts.theme import MUTED, Place, find_growth, fit_to_place
from exports.pictures.fonts import FAMILY
from exports.pictures.picture_frame import Caption, frame_chart
from exports.pictures.rare_signs import tell_missing
from exports.pictures.renderer import PictureFormat, Renderer, open_renderer
from exports.pictures.text_fit import clean_text, wrap_text
from views.model.figure import Figure
from words import Words, terms
from words.figures import render_missing

WORDS = Words(
    ja={
        "source": "出典: {sources}",
        "definition": "定義: {definition}",
        "code": "図番号 {code}",
    }
)


def export_png(figure: Figure, scale: float = 2.0, is_clear: bool = False) -> bytes:
    """The picture for a message; `scale` 2 is sharp on a projector (192 dots an inch), 4 in print.
    A clear one shows what it is laid on."""
    return export_picture(figure, "png", scale, is_clear=is_clear)


def export_svg(figure: Figure) -> bytes:
    """Sharp at any size; text is shapes, so it looks the same without our font."""
    return export_picture(figure, "svg")


def export_pdf(figure: Figure) -> bytes:
    """One page of the picture's size with the font embedded."""
    return export_picture(figure, "pdf")


def export_picture(
    figure: Figure,
    form: PictureFormat,
    scale: float = 1.0,
    renderer: Renderer | None = None,
    is_clear: bool = False,
) -> bytes:
    """The bytes of one picture. Raises ExportError with a message for the user."""
    drawer = renderer or open_renderer()
    return drawer.convert_svg(compose_svg(figure, drawer, is_clear), form, scale)


def compose_svg(figure: Figure, renderer: Renderer, is_clear: bool = False) -> str:
    """The whole drawing with text as text; a figure without data says 未報告 instead."""
    spec, ground = figure.spec if figure.has_data else None, "none" if is_clear else "#FFFFFF"
    if spec is None:
        return frame_chart(None, _write_caption(figure, "", ""), ground)
    cleaned = clean_spec(spec) | ({"background": None} if is_clear else {})
    chart = renderer.draw_chart(cleaned)
    return frame_chart(chart, _write_caption(figure, read_subtitle(spec), chart), ground)


def compose_bare_svg(figure: Figure, renderer: Renderer, place: Place) -> str:
    """The chart alone in the shape of its place on a page that brings title and source itself;
    the line that says how to read it, and the stamp of invented data, stay above it.
    Raises ValueError for a figure without a chart."""
    spec = figure.spec
    if spec is None:
        raise ValueError(f"{figure.key} has no chart")
    stamp = f"【{terms.DATA_KINDS['practice']}】" if figure.is_practice else ""
    missing = tell_missing(json.dumps(spec, ensure_ascii=False, default=str))
    size = place.least_type / find_growth(spec, place)
    lines = wrap_text(
        clean_text(stamp + read_subtitle(spec) + missing), place.width / place.least_type
    )
    head = {"text": lines, "anchor": "start", "frame": "bounds", "fontWeight": 400}
    looks = {"fontSize": size, "color": MUTED, "offset": size * 0.8}
    within = {"autosize": {"type": "fit-x", "contains": "padding"}, "padding": 2}
    titled = {**clean_spec(fit_to_place(spec, place)), "title": {**head, **looks}, **within}
    return renderer.draw_chart(titled)


def clean_spec(spec: Mapping[str, Any]) -> dict[str, Any]:
    """The chart in our font, without the signs that an SVG may not hold.

    Without its title too: the frame writes that, wrapped.
    """
    config = {**spec.get("config", {}), "font": FAMILY}
    kept = {key: _clean(value) for key, value in spec.items() if key != "title"}
    return {**kept, "config": config}


def write_notes(figure: Figure) -> tuple[str, ...]:
    """What stands below a figure: definition, source, how far it reaches, its code."""
    reach = "　".join(text for text in (figure.as_of, figure.completeness) if text)
    sources = WORDS["source"].format(sources="／".join(figure.sources)) if figure.sources else ""
    meaning = figure.definition and WORDS["definition"].format(definition=figure.definition)
    code = WORDS["code"].format(code=figure.code) if figure.code else ""
    lines = (_write_scope(figure), meaning, sources, reach, code)
    return tuple(line for line in lines if line)


def _write_scope(figure: Figure) -> str:
    scope = (figure.topic, figure.year_text, figure.scope_text)
    return "　".join(text for text in scope if text)


def _write_caption(figure: Figure, subtitle: str, chart: str) -> Caption:
    stamp = terms.DATA_KINDS["practice"] if figure.is_practice else ""
    notice = "" if figure.has_data else render_missing(figure.topic)
    notes = write_notes(figure)
    missing = tell_missing("".join((figure.title, subtitle, *notes, chart)))
    return Caption(figure.title, subtitle, (*notes, missing), stamp, notice)


def read_subtitle(spec: Mapping[str, Any]) -> str:
    """The line below the chart's title: how to read its marks."""
    title = spec.get("title")
    subtitle = title.get("subtitle", []) if isinstance(title, dict) else []
    return subtitle if isinstance(subtitle, str) else " ".join(subtitle)


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, dict):
        return {key: _clean(item) for key, item in value.items()}
    return [_clean(item) for item in value] if isinstance(value, list) else value
