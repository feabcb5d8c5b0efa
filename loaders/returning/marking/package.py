"""An xlsx package whose parts are changed one by one; all others keep their bytes."""

import posixpath
import zipfile
from io import BytesIO

from loaders.opening.formats import xlsx_book
from loaders.opening.package_scan import read_package
from loaders.returning.marking.xml_edit import (
    Edit,
    UnusualPartError,
    apply_edits,
    as_utf8,
    quote,
    scan,
)

_TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_CONTENT_TYPES = "[Content_Types].xml"


class Package:
    """`parts` as read, by lower-case name without a leading slash; `names` as written."""

    def __init__(self, content: bytes) -> None:
        """Raises RefusalError where `content` is no package that may be opened."""
        self.parts = read_package(content)
        with zipfile.ZipFile(BytesIO(content)) as archive:
            self.entries = archive.infolist()
        self.names = {_plain(entry.filename): entry.filename for entry in self.entries}
        self.changed: dict[str, bytes] = {}
        self.dropped: set[str] = set()
        self.book_part = self.find_target("", "officeDocument")
        self.is_strict = _STRICT.encode() in self.parts[_relations_of(self.book_part)]

    @property
    def relation_base(self) -> str:
        return _STRICT if self.is_strict else _TRANSITIONAL

    def read(self, name: str) -> bytes:
        """A part as it stands now, in UTF-8. Raises UnusualPartError without it."""
        part = self.changed.get(name, self.parts.get(name))
        if part is None:
            raise UnusualPartError(name)
        return as_utf8(part)

    def write(self, name: str, part: bytes) -> None:
        self.changed[name] = part

    def list_relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Relation id -> (last word of its type, target part)."""
        if _relations_of(part) not in {**self.parts, **self.changed}:
            return {}
        return xlsx_book.read_relations({**self.parts, **self.changed}, part)

    def find_target(self, part: str, kind: str) -> str:
        """The first part that `part` relates to by `kind`. Raises UnusualPartError without it."""
        for found, target in self.list_relations(part).values():
            if found == kind:
                return target
        raise UnusualPartError(f"{part}: {kind}")

    def add_part(self, name: str, part: bytes, content_type: str) -> None:
        """A new part with its content type."""
        self.write(name, part)
        xmlns = quote(_TYPES)
        override = (
            b"<Override xmlns=%s PartName=%s ContentType=%s/>"
            % (xmlns, quote(f"/{name}"), quote(content_type))
        )  # fmt: skip
        self._append_to(_CONTENT_TYPES.lower(), override)

    def drop_related(self, part: str, kind: str) -> None:
        """Take out the part that `part` relates to by `kind`, where there is one, with all that
        names it."""
        named = {
            target: key
            for key, (found, target) in self.list_relations(part).items()
            if found == kind
        }
        for target, key in named.items():
            self._drop_element(_relations_of(part), "Id", key)
            self._drop_element(_CONTENT_TYPES.lower(), "PartName", f"/{self.names[target]}")
            self.dropped.add(target)

    def _drop_element(self, name: str, attribute: str, value: str) -> None:
        """A part's elements of this attribute; nothing where there is none."""
        part = self.read(name)
        starts: list[tuple[int, bool]] = []
        edits: list[Edit] = []

        def on_start(_: str, attributes: dict[str, str], at: int, depth: int) -> None:
            starts.append((at, attributes.get(attribute, "").casefold() == value.casefold()))

        def on_end(_: str, inside: int, after: int, depth: int) -> None:
            at, is_meant = starts.pop()
            edits.extend([Edit(at, after, b"")] * is_meant)

        scan(part, on_start, on_end)
        self.write(name, apply_edits(part, edits))

    def free_name(self, pattern: str) -> str:
        """The first unused part name of a pattern with {number}."""
        taken = {**self.parts, **self.changed}
        numbers = range(1, len(taken) + 2)
        names = (pattern.format(number=number) for number in numbers)
        return next(name for name in names if name not in taken)

    def relate(self, part: str, kind: str, target: str) -> str:
        """A new relation from one part to another; returns its id."""
        name = _relations_of(part)
        known = self.list_relations(part)
        own = next(f"rIdCheck{n}" for n in range(1, len(known) + 2) if f"rIdCheck{n}" not in known)
        if name not in self.parts and name not in self.changed:
            self.write(name, b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
                       b"<Relationships xmlns=%s></Relationships>" % quote(_RELATIONS))  # fmt: skip
        relation = b"<Relationship xmlns=%s Id=%s Type=%s Target=%s/>" % (
            quote(_RELATIONS),
            quote(own),
            quote(f"{self.relation_base}/{kind}"),
            quote(posixpath.relpath(target, posixpath.dirname(part) or ".")),
        )
        self._append_to(name, relation)
        return own

    def _append_to(self, name: str, element: bytes) -> None:
        """An element as the last child of a part's root."""
        part = self.read(name)
        place: list[int] = []

        def on_end(_: str, inside: int, after: int, depth: int) -> None:
            if depth == 1 and inside != after:
                place.append(inside)

        scan(part, lambda *_: None, on_end)
        if not place:
            raise UnusualPartError(name)
        self.write(name, apply_edits(part, [Edit(place[0], place[0], element)]))

    def to_bytes(self) -> bytes:
        """The package: unchanged parts first and in their order, each as it was."""
        target = BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for entry in self.entries:
                name = _plain(entry.filename)
                if not (entry.is_dir() or name in self.dropped):
                    archive.writestr(_copy_entry(entry), self._content(name))
            for name in self.changed:
                if name not in self.parts:
                    archive.writestr(name, self.changed[name])
        return target.getvalue()

    def _content(self, name: str) -> bytes:
        return self.changed.get(name, self.parts[name])


def _copy_entry(entry: zipfile.ZipInfo) -> zipfile.ZipInfo:
    copy = zipfile.ZipInfo(entry.filename.replace("\\", "/").lstrip("/"), entry.date_time)
    copy.compress_type = entry.compress_type
    copy.external_attr = entry.external_attr
    return copy


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")
