"""What a deck's file says of itself: its properties, and the sections of its slides."""

from collections.abc import Mapping
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from lxml import etree
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu

from exports.pictures.text_fit import clean_text
from store.moments import read_utc_now
from words import Words, terms

WORDS = Words(
    ja={
        "wide": "ワイド画面",
        "custom": "ユーザー設定",
    }
)
SECTIONS = "http://schemas.microsoft.com/office/powerpoint/2010/main"
#: What PowerPoint knows the extension of sections by.
SECTIONS_ID = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"


def describe_file(deck: Any, title: str, is_new: bool) -> None:
    """Title, author, dates (a file made over another keeps the day it was made) and size."""
    properties = deck.core_properties
    properties.title = clean_text(title)[:250]
    properties.author = properties.last_modified_by = terms.NAMES["app"]
    properties.subject = properties.keywords = properties.comments = ""
    properties.language = "ja-JP"
    properties.modified = read_utc_now()
    if is_new:
        properties.created = properties.modified
    for part in deck.part.package.iter_parts():
        if part.content_type == CT.OFC_EXTENDED_PROPERTIES:
            part._blob = _render_extended(deck)


def _render_extended(deck: Any) -> bytes:
    """The application's own properties, those alone that are true of this file."""
    is_wide = abs(Emu(deck.slide_width) / Emu(deck.slide_height) - 16 / 9) < 0.01
    facts = {
        "Application": terms.NAMES["app"],
        "PresentationFormat": WORDS["wide" if is_wide else "custom"],
        "Slides": str(len(deck.slides)),
        "Notes": str(sum(slide.has_notes_slide for slide in deck.slides)),
    }
    root = etree.Element(f"{{{EXTENDED}}}Properties", nsmap={None: EXTENDED})
    for name, text in facts.items():
        etree.SubElement(root, f"{{{EXTENDED}}}{name}").text = text
    blob: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return blob


def write_sections(deck: Any, names: Mapping[int, str]) -> None:
    """Sections in place of those that the file had; `names`: slide's id -> its section's name.

    A slide that is not named belongs to the section of the one before it.
    """
    sections: dict[str, list[int]] = {}
    name = next(iter(names.values()))
    for entry in deck.slides._sldIdLst:
        name = names.get(entry.id, name)
        sections.setdefault(name, []).append(entry.id)
    root = deck.element
    for old in root.findall(f"{qn('p:extLst')}/{qn('p:ext')}"):
        if old.get("uri") == SECTIONS_ID:
            old.getparent().remove(old)
    extensions = root.find(qn("p:extLst"))
    if extensions is None:
        extensions = etree.SubElement(root, qn("p:extLst"))
    extensions.append(_build_sections(sections))


def _build_sections(sections: Mapping[str, list[int]]) -> Any:
    extension = parse_xml(f'<p:ext {nsdecls("p")} uri="{SECTIONS_ID}"/>')
    listed = etree.SubElement(extension, f"{{{SECTIONS}}}sectionLst", nsmap={"p14": SECTIONS})
    for name, slides in sections.items():
        number = f"{{{str(uuid5(NAMESPACE_URL, name)).upper()}}}"
        section = etree.SubElement(listed, f"{{{SECTIONS}}}section", name=name, id=number)
        inside = etree.SubElement(section, f"{{{SECTIONS}}}sldIdLst")
        for slide in slides:
            etree.SubElement(inside, f"{{{SECTIONS}}}sldId", id=str(slide))
    return extension
