"""Files that are made at a button's click and then offered, while they are of what is asked for."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Literal

import streamlit as st

from exports.errors import ExportError
from store.errors import StoreError
from widgets.plain_text import plain
from words.store_errors import explain_error

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
ZIP = "application/zip"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_ICONS = {DOCX: "description", PDF: "picture_as_pdf", PPTX: "slideshow", ZIP: "folder_zip"}


@dataclass(frozen=True, slots=True)
class MadeFile:
    """`label`: what its button says; `kind`: its media type."""

    label: str
    name: str
    content: bytes
    kind: str


@dataclass(frozen=True, slots=True)
class Made:
    """What the making came to: the files, and above them, as Markdown, what was done and what was
    not."""

    files: Sequence[MadeFile]
    done: str = ""
    undone: str = ""


def offer_made_files(
    key: str,
    label: str,
    icon: str,
    wanted: Hashable,
    make: Callable[[], Made],
    *,
    is_primary: bool = False,
) -> None:
    """The button, and then the files to fetch; what was made of anything but `wanted` is not
    offered. `key`: where the session keeps what was made."""
    asked = hash(wanted)
    kind: Literal["primary", "secondary"] = "primary" if is_primary else "secondary"
    if st.button(label, key=f"make_{key}", icon=f":material/{icon}:", type=kind, width="stretch"):
        st.session_state[key] = None
        try:
            st.session_state[key] = (asked, make())
        except ExportError as error:
            st.error(plain(str(error)))
        except StoreError as error:
            st.error(explain_error(error))
    kept = st.session_state.get(key)
    if kept and kept[0] == asked:
        _offer(kept[1])


def _offer(made: Made) -> None:
    if made.done:
        st.success(made.done)
    if made.undone:
        st.warning(made.undone)
    for file in made.files:
        icon = f":material/{_ICONS[file.kind]}:"
        st.download_button(
            file.label, file.content, file.name, file.kind, icon=icon, width="stretch"
        )
