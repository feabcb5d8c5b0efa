"""Reading a .pptx as Office would: its parts, its slides, its charts' numbers."""

import io
import posixpath
import re
import zipfile
from typing import Any

import openpyxl
from lxml import etree
from pptx import Presentation
from pptx.oxml.ns import qn

TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"


def open_slides(content: bytes) -> list[Any]:
    return list(Presentation(io.BytesIO(content)).slides)


def find_chart(content: bytes, key: str) -> Any:
    """The native chart of the slide with a key."""
    slide = find_slide(content, key)
    return next(shape.chart for shape in slide.shapes if shape.has_chart)


def find_slide(content: bytes, key: str) -> Any:
    slides = open_slides(content)
    return next(s for s in slides if s._element.cSld.get("name") == f"congress:{key}")


def read_numbers(chart: Any) -> dict[str, list[float | None]]:
    """Series name -> values as the chart shows them."""
    return {series.name: list(series.values) for series in chart.plots[0].series}


def read_embedded(chart: Any) -> list[list[Any]]:
    """The rows of the workbook that PowerPoint opens for "edit data"."""
    book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    return [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]


def list_faults(content: bytes) -> list[str]:
    """What Office would repair: parts that don't parse, relations to nowhere, unknown types."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = package.namelist()
        faults = [f"twice: {name}" for name in names if names.count(name) > 1]
        for name in names:
            if name.endswith((".xml", ".rels")):
                try:
                    etree.fromstring(package.read(name))
                except etree.XMLSyntaxError as error:
                    faults.append(f"{name}: {error}")
        faults += _list_lost_relations(package, names)
        return faults + _list_untyped(package, names)


def _list_lost_relations(package: zipfile.ZipFile, names: list[str]) -> list[str]:
    faults = []
    for name in names:
        if not name.endswith(".rels"):
            continue
        folder = posixpath.dirname(posixpath.dirname(name))
        for relation in etree.fromstring(package.read(name)):
            target = relation.get("Target")
            if relation.get("TargetMode") == "External":
                faults.append(f"{name}: points outside to {target}")
                continue
            path = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
            if path not in names:
                faults.append(f"{name}: no {path}")
    return faults


def _list_untyped(package: zipfile.ZipFile, names: list[str]) -> list[str]:
    types = etree.fromstring(package.read("[Content_Types].xml"))
    endings = {each.get("Extension").lower() for each in types.iter(f"{TYPES}Default")}
    parts = {each.get("PartName").lstrip("/") for each in types.iter(f"{TYPES}Override")}
    untyped = [
        f"no type: {name}"
        for name in names
        if name not in parts and name.rpartition(".")[2].lower() not in endings
    ]
    return untyped + [f"typed but absent: {name}" for name in parts - set(names)]


def list_runs_without_face(content: bytes) -> list[str]:
    """Every text that PowerPoint would set in whatever it falls back to."""
    missing = []
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            if not re.match(r"ppt/(slides|charts|notesSlides)/[^/]+\.xml$", name):
                continue
            for run in etree.fromstring(package.read(name)).iter(qn("a:r"), qn("a:fld")):
                properties = run.find(qn("a:rPr"))
                text = run.findtext(qn("a:t"))
                if properties is None or properties.find(qn("a:ea")) is None:
                    missing.append(f"{name}: {text}")
    return missing


def list_figures_without_alt(content: bytes) -> list[str]:
    return [
        shape.name
        for slide in open_slides(content)
        for shape in slide.shapes
        if shape.has_chart or getattr(shape, "has_table", False) or shape.shape_type == 13
        if not shape._element.xpath(".//p:cNvPr")[0].get("descr")
    ]


def read_texts(slide: Any) -> str:
    """Every word on a slide, of its tables too."""
    texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    for shape in slide.shapes:
        if getattr(shape, "has_table", False):
            texts += [cell.text_frame.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(texts)
