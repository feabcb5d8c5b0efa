"""Buttons that copy: a figure's picture, which is made when it is pressed, and a screen's address.

The browser itself must do it while a button is being pressed, so they are HTML with a script of
ours (pages/copy.js). A picture is asked for by a name that only the session knows that was offered
it, and is gone with it.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode
from weakref import WeakValueDictionary

import streamlit as st

from exports.file_names import name_file
from exports.making import make_file
from exports.pictures.picture import export_png
from views.model.figure import Figure
from widgets.plain_text import escape_html
from words import Words

#: Where pictures are asked for, and by which parameter.
PATH, PARAMETER = "picture", "of"
WORDS = Words(
    ja={
        "copy_picture": "画像をコピー（出典・時点つき）",
        "picture_done": "コピーしました。PowerPoint や Word に貼り付けられます。",
        "picture_instead": "このブラウザーではコピーできないため、ファイルとして保存しました。",
        "picture_failed": "画像を受け取れませんでした。接続を確かめて、もう一度お試しください。",
        "copy_address": "この画面のリンクをコピー",
        "address_hint": "いまの年度・範囲・ブロック・絞り込み・時点のまま開くアドレスを"
        "コピーします。",
        "address_done": "コピーしました",
        "address_instead": "コピーできません。このアドレスを選んで写してください:",
        "busy": "作成しています…",
    }
)


@dataclass(frozen=True, eq=False)
class Offer:
    """A picture that a session may ask for."""

    figure: Figure

    def draw(self) -> bytes:
        """As exports draw it. Raises ExportError."""
        return make_file(partial(export_png, scale=2.0), self.figure)


#: Name → what is offered, while the session holds it.
OFFERS: "WeakValueDictionary[str, Offer]" = WeakValueDictionary()


def offer_picture(figure: Figure, key: str) -> None:
    """`key`: where the session holds the offer."""
    offer = st.session_state[f"{key}_copied"] = Offer(figure)
    name = secrets.token_urlsafe(32)
    OFFERS[name] = offer
    said = {
        "picture": f"{PATH}?{urlencode({PARAMETER: name})}",
        "name": name_file(figure, "png"),
        "done": WORDS["picture_done"],
        "instead": WORDS["picture_instead"],
        "failed": WORDS["picture_failed"],
        "busy": WORDS["busy"],
    }
    st.html(build_button(WORDS["copy_picture"], "", said))


def offer_address(parameters: Iterable[tuple[str, str]]) -> None:
    """`parameters`: of the page's address, as it is to be opened again."""
    said = {
        "address": f"?{urlencode(list(parameters))}",
        "done": WORDS["address_done"],
        "instead": WORDS["address_instead"],
        "busy": "",
    }
    st.html(build_button(WORDS["copy_address"], WORDS["address_hint"], said))


def build_button(words: str, hint: str, said: dict[str, str]) -> str:
    """HTML of a button with what the script needs, and of where it says what came of it."""
    data = "".join(f' data-{name}="{escape_html(text)}"' for name, text in said.items())
    return (
        f'<div class="copying"><button type="button" title="{escape_html(hint)}"{data}>'
        f'{escape_html(words)}</button><span role="status"></span></div>'
    )
