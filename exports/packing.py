"""Several files as one zip: the same files are the same bytes."""

import io
from collections.abc import Mapping
from datetime import UTC, datetime
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from store.moments import JAPAN


def pack(files: Mapping[str, bytes], at: datetime) -> bytes:
    """The zip of files by their paths, in their order; all are of one moment (UTC)."""
    local = at.replace(tzinfo=UTC).astimezone(JAPAN)
    content = io.BytesIO()
    with ZipFile(content, "w") as archive:
        for path, data in files.items():
            entry = ZipInfo(path, local.timetuple()[:6])
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return content.getvalue()
