"""The zip container of xlsx, xlsm, xlsb and ods, inflated under hard caps.

Sizes in a zip's headers may lie, and parsers differ in which header they believe. So
each entry is inflated here once, counting what really comes out, before any parser
sees the file.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator

from loaders.opening import limits
from loaders.opening.refusals import RefusalError

Parts = dict[str, bytes]

_CHUNK = 1 << 18
_LOCAL_HEADER = 30
_DEFLATED, _STORED = zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED
_FORBIDDEN = ("<!DOCTYPE", "<!ENTITY")
#: how an XML part may start, and so which encodings to look for the forbidden words in
_WIDE_ENCODINGS = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_XML_STARTS = {
    b"\xef\xbb\xbf": ("utf-8",),
    b"\xff\xfe": _WIDE_ENCODINGS,
    b"\xfe\xff": _WIDE_ENCODINGS,
    b"\0": _WIDE_ENCODINGS,
    b"<\0": _WIDE_ENCODINGS,
    b"\x4c\x6f": ("cp037",),
    b"<": ("utf-8",),
}


def read_package(data: bytes) -> Parts:
    """Part name (lower case, forward slashes) -> inflated bytes.

    Raises RefusalError for a damaged container, an encrypted entry, two entries of one name,
    a document type definition in any XML part, and whatever passes `limits`.
    """
    try:
        entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError) as error:
        raise RefusalError("damaged") from error
    _check_entries(entries)
    parts: Parts = {}
    total = 0
    for entry in entries:
        part = _inflate(data, entry, limits.PACKAGE_BYTES - total)
        total += len(part)
        _check_part(part)
        parts[_normalise_name(entry.filename)] = part
    return parts


def _normalise_name(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > limits.PACKAGE_ENTRIES:
        raise RefusalError("package_entries", limit=limits.PACKAGE_ENTRIES)
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise RefusalError("password")
    names = [_normalise_name(entry.filename) for entry in entries]
    if len(set(names)) < len(names):
        raise RefusalError("damaged")


def _check_part(part: bytes) -> None:
    for start, encodings in _XML_STARTS.items():
        if part.startswith(start) or part[:64].lstrip().startswith(start):
            if any(word.encode(code) in part for word in _FORBIDDEN for code in encodings):
                raise RefusalError("dangerous_xml")
            return


def _inflate(data: bytes, entry: zipfile.ZipInfo, room: int) -> bytes:
    """One entry's real content, checked against its checksum; at most `room` bytes."""
    raw = _find_stored_bytes(data, entry)
    room = min(room, limits.ENTRY_BYTES)
    pieces, size = [], 0
    for piece in _inflate_pieces(raw, entry.compress_type):
        size += len(piece)
        if size > room:
            raise RefusalError("package_bytes", limit=limits.PACKAGE_BYTES // limits.MEBIBYTE)
        if size > max(limits.RATIO_FREE_BYTES, len(raw) * limits.ENTRY_RATIO):
            raise RefusalError("ratio", limit=limits.ENTRY_RATIO)
        pieces.append(piece)
    content = b"".join(pieces)
    if size != entry.file_size or zlib.crc32(content) != entry.CRC:
        raise RefusalError("damaged")
    return content


def _find_stored_bytes(data: bytes, entry: zipfile.ZipInfo) -> memoryview:
    """The entry's bytes as stored; refused unless its local header agrees on the name."""
    start = entry.header_offset
    header = data[start : start + _LOCAL_HEADER]
    if len(header) < _LOCAL_HEADER or header[:4] != b"PK\x03\x04":
        raise RefusalError("damaged")
    name_length = int.from_bytes(header[26:28], "little")
    extra_length = int.from_bytes(header[28:30], "little")
    start += _LOCAL_HEADER
    encoding = "utf-8" if entry.flag_bits & 0x800 else "cp437"
    name = data[start : start + name_length].decode(encoding, "replace")
    if _normalise_name(name) != _normalise_name(entry.orig_filename):
        raise RefusalError("damaged")
    start += name_length + extra_length
    if entry.compress_size > len(data) - start:
        raise RefusalError("damaged")
    return memoryview(data)[start : start + entry.compress_size]


def _inflate_pieces(raw: memoryview, method: int) -> Iterator[bytes]:
    if method == _STORED:
        yield bytes(raw)
        return
    if method != _DEFLATED:
        raise RefusalError("damaged")
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        piece = inflater.decompress(raw, _CHUNK)
        while piece:
            yield piece
            piece = inflater.decompress(inflater.unconsumed_tail, _CHUNK)
    except zlib.error as error:
        raise RefusalError("damaged") from error
    if not inflater.eof:
        raise RefusalError("damaged")
