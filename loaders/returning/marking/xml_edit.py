"""Change an XML part in a few places and leave every other byte as it was.

`scan` says where each element starts and ends (by expat, so comments, CDATA and prefixes
are no trap); `apply_edits` puts new bytes there. Entities are forbidden.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

#: (element's local name, its attributes, first byte, depth of the element: the root is 1)
StartHandler = Callable[[str, dict[str, str], int, int], None]
#: (local name, first byte after the content, first byte after the element, depth); the two
#: are one where the element closes itself
EndHandler = Callable[[str, int, int, int], None]

_TAG = re.compile(rb"<[^<>\"']*(?:\"[^\"]*\"[^<>\"']*|'[^']*'[^<>\"']*)*>")
_ATTRIBUTE = re.compile(rb"([^\s=<>/\"']+)\s*=\s*(\"[^\"]*\"|'[^']*')")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class UnusualPartError(Exception):
    """A part that can't be edited in place; the workbook's values are copied instead."""


class Edit(NamedTuple):
    """Bytes start–end are replaced by `text` (start == end: inserted there)."""

    start: int
    end: int
    text: bytes


def apply_edits(part: bytes, edits: Iterable[Edit]) -> bytes:
    """
    >>> apply_edits(b"<a/><b/>", [Edit(4, 4, b"<x/>"), Edit(0, 4, b"<A/>")])
    b'<A/><x/><b/>'
    """
    pieces: list[bytes] = []
    at = 0
    for edit in sorted(edits, key=lambda each: (each.start, each.end)):
        if edit.start < at:
            raise UnusualPartError("edits overlap")
        pieces += [part[at : edit.start], edit.text]
        at = edit.end
    return b"".join([*pieces, part[at:]])


def as_utf8(part: bytes) -> bytes:
    """The same part in UTF-8, the only encoding that is edited."""
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"<\0", "utf-16-le")):
        if part.startswith(mark):
            try:
                return _DECLARATION.sub("", part.decode(encoding)).encode()
            except UnicodeDecodeError as error:
                raise UnusualPartError("encoding") from error
    return part


def scan(part: bytes, on_start: StartHandler, on_end: EndHandler | None = None) -> None:
    """Walk a UTF-8 part. Raises UnusualPartError where it is no plain XML."""
    parser = expat.ParserCreate()
    closed: list[int | None] = []  # per open element: the end of its tag when it closes itself

    def start(name: str, attributes: dict[str, str]) -> None:
        at = parser.CurrentByteIndex
        end = find_tag_end(part, at)
        closed.append(end if part[end - 2 : end] == b"/>" else None)
        on_start(local(name), attributes, at, len(closed))

    def end(name: str) -> None:
        at = closed[-1]
        if on_end is not None:
            inside = parser.CurrentByteIndex if at is None else at
            after = find_tag_end(part, inside) if at is None else at
            on_end(local(name), inside, after, len(closed))
        closed.pop()

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.EntityDeclHandler = parser.StartDoctypeDeclHandler = _refuse_entities
    try:
        parser.Parse(part, True)
    except expat.ExpatError as error:
        raise UnusualPartError(str(error)) from error


def _refuse_entities(*_: object) -> None:
    raise UnusualPartError("entities are forbidden")


def local(name: str) -> str:
    """
    >>> local("x:row"), local("row")
    ('row', 'row')
    """
    return name.rpartition(":")[2]


def find_tag_end(part: bytes, start: int) -> int:
    """The byte after the tag that starts at `start`."""
    match = _TAG.match(part, start)
    if match is None:
        raise UnusualPartError("tag")
    return match.end()


def read_tag(part: bytes, start: int) -> bytes:
    """
    >>> read_tag(b"<a b='>'/>", 0)
    b"<a b='>'/>"
    """
    return part[start : find_tag_end(part, start)]


def read_prefix(tag: bytes) -> bytes:
    """
    >>> read_prefix(b"<x:row r='1'>"), read_prefix(b"</row>")
    (b'x:', b'')
    """
    name = re.split(rb"[\s/>]", tag.lstrip(b"</"), maxsplit=1)[0]
    head, colon, _ = name.rpartition(b":")
    return head + colon


def set_attributes(tag: bytes, changes: Mapping[str, str | None]) -> bytes:
    """A start tag with attributes set, or removed where None.

    >>> set_attributes(b'<c r="A1" s="3"/>', {"s": "9"}), set_attributes(b"<c/>", {"s": "1"})
    (b'<c r="A1" s="9"/>', b'<c s="1"/>')
    """
    head = _read_head(tag)
    rest = tag[len(head) :]
    for name, value in changes.items():
        rest = _drop_attribute(rest, name.encode())
        if value is not None:
            head += f" {name}={quoteattr(value)}".encode()
    return _keep_order(tag, head + rest)


def _read_head(tag: bytes) -> bytes:
    """A start tag up to the end of its name."""
    match = re.match(rb"<[^\s/>]+", tag)
    if match is None:
        raise UnusualPartError("tag")
    return match[0]


def _drop_attribute(rest: bytes, name: bytes) -> bytes:
    for match in _ATTRIBUTE.finditer(rest):
        if match[1] == name:
            start = match.start() - (rest[: match.start()].endswith(b" "))
            return rest[:start] + rest[match.end() :]
    return rest


def _keep_order(old: bytes, new: bytes) -> bytes:
    """The attributes of `new`, those of `old` first and in their order."""
    order = [match[1] for match in _ATTRIBUTE.finditer(old)]
    found = {match[1]: match[0] for match in _ATTRIBUTE.finditer(new)}
    names = [name for name in order if name in found] + [n for n in found if n not in order]
    ending = b"/>" if new.endswith(b"/>") else b">"
    return b" ".join([_read_head(new), *(found[name] for name in names)]) + ending


def escape_text(text: str) -> bytes:
    """
    >>> escape_text("A<B & C")
    b'A&lt;B &amp; C'
    """
    return escape(_ILLEGAL.sub("", text)).encode()


def quote(text: str) -> bytes:
    """An attribute's value with its quotes."""
    return quoteattr(_ILLEGAL.sub("", text)).encode()
