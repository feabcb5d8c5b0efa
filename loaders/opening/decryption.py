"""OLE2 containers: which document is inside, and Excel's default password.

Excel opens a workbook encrypted with "VelvetSweatshop" without asking, so its sender
does not know that it is encrypted at all ([MS-OFFCRYPTO] 2.4.2.3).
"""

import io

import msoffcrypto
import olefile  # type: ignore[import-untyped]

from loaders.opening import limits
from loaders.opening.refusals import RefusalError

_DEFAULT_PASSWORD = "VelvetSweatshop"  # noqa: S105 (public, written in the specification)
_FOREIGN = {"WordDocument": "document", "PowerPoint Document": "presentation"}


def is_encrypted_package(data: bytes) -> bool:
    """Whether the container holds an encrypted xlsx rather than an xls.

    Raises RefusalError for a container of something else, or a damaged one.
    """
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            names = {entry[0] for entry in container.listdir() if len(entry) == 1}
    except Exception as error:  # olefile raises whatever a damaged table leads it to
        raise RefusalError("damaged") from error
    if names & {"EncryptedPackage", "\x09DRMContent"}:
        return True
    for name, reason in _FOREIGN.items():
        if name in names:
            raise RefusalError(reason)
    if not names & {"Workbook", "Book", "WORKBOOK", "BOOK"}:
        raise RefusalError("other")
    return False


def decrypt(data: bytes) -> bytes:
    """The workbook inside, by the default password. Raises RefusalError("password")."""
    plain = io.BytesIO()
    try:
        file = msoffcrypto.OfficeFile(io.BytesIO(data))
        file.load_key(password=_DEFAULT_PASSWORD)
        file.decrypt(plain)
    except MemoryError:
        raise
    except Exception as error:  # DES, RC2 and older ways: the library raises what it stumbles on
        raise RefusalError("password") from error
    content = plain.getvalue()
    if len(content) > limits.FILE_BYTES:
        raise RefusalError("file_size", limit=limits.FILE_BYTES // limits.MEBIBYTE)
    return content
