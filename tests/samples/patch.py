"""Change a finished workbook's XML, to say what no writer would write."""

import io
import re
import zipfile
from typing import Any

from tests.samples.sample import export_bytes


def patch_sheet(book: Any, pattern: str, replacement: str) -> bytes:
    """The workbook's bytes with one place of its first sheet's XML replaced."""
    source, target = zipfile.ZipFile(io.BytesIO(export_bytes(book))), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as changed:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                text = re.sub(r"&#(\d+);", lambda code: chr(int(code[1])), content.decode())
                text, count = re.subn(pattern, replacement, text)
                assert count == 1, (pattern, count)
                content = text.encode()
            changed.writestr(name, content)
    return target.getvalue()
