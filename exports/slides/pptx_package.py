"""A sender's .pptx, .potx or .pptm without macros, less what a deck has no use for.

Only parts of a kind that is listed are taken over, and no relation that leaves the file: a deck
shown to others must fetch nothing, run nothing and say nothing of where its template lay. What
could hold a program is refused by what it is, whatever it calls itself.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

from lxml import etree

from exports.errors import ExportError

LARGEST_PACKAGE = 200 * 1024 * 1024
TYPES = "[Content_Types].xml"
#: What a package calls itself: deck, template or show, with or without room for macros.
_DECK = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
_DECKS = {
    f"application/vnd.{maker}.{kind}.{form}main+xml"
    for kind in ("presentation", "template", "slideshow")
    for maker, form in (
        ("openxmlformats-officedocument.presentationml", ""),
        ("ms-powerpoint", "macroEnabled."),
    )
}
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
#: Kinds of parts that a deck is made of; pictures and sounds are only shown and heard.
_TAKEN = re.compile(
    r"(image|audio|video)/[\w.+-]+"
    r"|application/vnd\.openxmlformats-officedocument\."
    r"(presentationml\.(presentation\.main|slide|slideLayout|slideMaster|notesMaster"
    r"|notesSlide|handoutMaster|presProps|viewProps|tableStyles|tags|comments|commentAuthors)\+xml"
    r"|(theme|themeOverride|extended-properties|custom-properties)\+xml"
    r"|drawingml\.(chart|chartshapes|diagram(Data|Layout|Style|Colors))\+xml"
    r"|spreadsheetml\.sheet|obfuscatedFont)"
    r"|application/vnd\.openxmlformats-package\.(core-properties|relationships)\+xml"
    r"|application/vnd\.ms-office\.(chartstyle|chartcolorstyle|chartex|drawingml\.diagramDrawing)\+xml"
    r"|application/vnd\.ms-powerpoint\.(comments|authors)\+xml"
    r"|application/x-fontdata"
)
#: How a program's container begins: an OLE2 compound file (macros, embedded objects), Windows' and
#: Linux' programs.
_PROGRAMS = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"MZ", b"\x7fELF")
#: A package within the package that holds macros says so in its list of entries.
_MACRO_SIGNS = (b"vbaProject", b"macroEnabled")
#: The stream of an OLE2 file that holds a package under a password, as its directory names it.
_LOCKED = "EncryptedPackage".encode("utf-16-le")
#: Other files of Office, by what their main parts are called.
_OTHERS = {
    "wordprocessingml": "Word",
    "ms-word": "Word",
    "spreadsheetml": "Excel",
    "ms-excel": "Excel",
}

#: What a click may do that runs something: a macro, a program, an embedded object.
_RUNNING = ("ppaction://macro", "ppaction://program", "ppaction://ole")
_CLICKS = ("{*}hlinkClick", "{*}hlinkHover", "{*}hlinkMouseOver")

#: A picture of the sender's first slide.
_THUMBNAIL = "docProps/thumbnail"

Parts = dict[str, bytes]


def clean_package(content: bytes) -> bytes:
    """The package as a deck, whatever it called itself. Raises ExportError."""
    _refuse_others(content)
    parts = _read_parts(content)
    types = _parse(parts[TYPES])
    _rename_deck(types)
    kinds = dict(_list_kinds(types, parts))
    if _has_macros(types, parts):
        raise ExportError("template_macros")
    taken = {
        name: parts[name]
        for name, kind in kinds.items()
        if _TAKEN.fullmatch(kind) and not name.startswith(_THUMBNAIL)
    }
    for name in [each for each in taken if each.endswith(".rels")]:
        _cut_relations(taken, name)
    for name, kind in kinds.items():
        if name in taken and kind.endswith("+xml") and not kind.startswith("image/"):
            taken[name] = _cut_actions(taken[name])
    return _write_package(_render_types(types, taken), taken)


def _refuse_others(content: bytes) -> None:
    """Files that are no package at all. Raises ExportError."""
    if not content:
        raise ExportError("template_empty")
    if content.startswith(_PROGRAMS[0]):
        raise ExportError("template_locked" if _LOCKED in content else "template_old")


def _rename_deck(types: Any) -> None:
    """The main part is a deck's. Raises ExportError for a package of another program's."""
    kinds = [each.get("ContentType", "") for each in types.iterfind("{*}Override")]
    for each in types.iterfind("{*}Override"):
        if each.get("ContentType") in _DECKS:
            each.set("ContentType", _DECK)
            return
    for sign, program in _OTHERS.items():
        if any(sign in kind and ".main" in kind for kind in kinds):
            raise ExportError("template_of_another", program=program)


def _has_macros(types: Any, parts: Parts) -> bool:
    said = _render(types)
    return any(sign in said for sign in _MACRO_SIGNS) or any(map(_is_program, parts.values()))


def _read_parts(content: bytes) -> Parts:
    """Part name -> bytes."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        entries = [entry for entry in package.infolist() if not entry.is_dir()]
        names = {entry.filename.lower() for entry in entries}
        if sum(entry.file_size for entry in entries) > LARGEST_PACKAGE or len(names) < len(entries):
            raise ExportError("template_unusable")
        return {entry.filename: package.read(entry) for entry in entries}


def _is_program(part: bytes) -> bool:
    is_package = part.startswith(b"PK")
    return part.startswith(_PROGRAMS) or (is_package and any(s in part for s in _MACRO_SIGNS))


def _parse(part: bytes) -> Any:
    """An XML part's root. Raises ExportError for one with a document type: its entities would be
    replaced by what its maker chose, a file of ours perhaps."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(part, parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise ExportError("template_entities")
    return root


def _render(root: Any) -> bytes:
    part: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return part


def _list_kinds(types: Any, parts: Parts) -> Iterator[tuple[str, str]]:
    """(part, its content type); "" where the package names none."""
    by_ending = {
        each.get("Extension", "").lower(): each.get("ContentType", "")
        for each in types.iterfind("{*}Default")
    }
    by_name = {
        each.get("PartName", "").lstrip("/").lower(): each.get("ContentType", "")
        for each in types.iterfind("{*}Override")
    }
    for name in parts:
        if name != TYPES:
            ending = name.rpartition(".")[2].lower()
            yield name, by_name.get(name.lower()) or by_ending.get(ending, "")


def _cut_relations(taken: Parts, name: str) -> None:
    """Take out a part's relations that leave the file or lead to what was not taken over, and
    whatever in the part hangs on them."""
    relations = _parse(taken[name])
    folder, part = _find_owner(name)
    known = {each.lower() for each in taken}
    gone = set()
    for each in list(relations):
        target = posixpath.normpath(posixpath.join("/", folder, each.get("Target", "")))
        if each.get("TargetMode") == "External" or target.lstrip("/").lower() not in known:
            gone.add(each.get("Id"))
            relations.remove(each)
    if not gone:
        return
    taken[name] = _render(relations)
    if part in taken:
        root = _parse(taken[part])
        _cut_references(root, gone)
        taken[part] = _render(root)


def _cut_actions(part: bytes) -> bytes:
    """The part without clicks that run something."""
    root = _parse(part)
    clicks = [each for each in root.iter(*_CLICKS) if _runs_something(each)]
    for click in clicks:
        click.getparent().remove(click)
    return _render(root) if clicks else part


def _runs_something(click: Any) -> bool:
    return bool(click.get("action", "").strip().lower().startswith(_RUNNING))


def _find_owner(name: str) -> tuple[str, str]:
    """The folder that a part's relations count from, and the part.

    >>> _find_owner("ppt/slides/_rels/slide1.xml.rels"), _find_owner("_rels/.rels")
    (('ppt/slides', 'ppt/slides/slide1.xml'), ('', ''))
    """
    folder, file = posixpath.split(name)
    folder = posixpath.dirname(folder)
    return folder, posixpath.join(folder, file.removesuffix(".rels"))


def _cut_references(root: Any, gone: set[str]) -> None:
    """An element that refers to nothing else goes; one that also has a relation of its own, as a
    picture kept in the file and linked besides, stays."""
    for element in list(root.iter(etree.Element)):
        names = [name for name in element.attrib if name.startswith(_RELATIONSHIPS)]
        lost = [name for name in names if element.get(name) in gone]
        for name in lost:
            del element.attrib[name]
        parent = element.getparent()
        if lost and len(lost) == len(names) and parent is not None:
            parent.remove(element)


def _render_types(types: Any, taken: Mapping[str, bytes]) -> bytes:
    known = {f"/{name}".lower() for name in taken}
    for each in list(types.iterfind("{*}Override")):
        if each.get("PartName", "").lower() not in known:
            types.remove(each)
    return _render(types)


def _write_package(types: bytes, taken: Mapping[str, bytes]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(TYPES, types)
        for name, part in taken.items():
            package.writestr(name, part)
    return target.getvalue()
