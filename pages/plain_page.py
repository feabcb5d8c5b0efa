"""A page of ours where Streamlit's can't be shown: what is the case, and the way on."""

import html
from collections.abc import Iterable

import streamlit as st
from starlette.responses import HTMLResponse

from words import terms

PAGE = """<!doctype html><html lang="ja"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>
<style>body {{ font: 1rem/1.8 sans-serif; color: #1A1C1F; margin: 4rem auto; max-width: 40rem;
padding: 0 1rem }} h1 {{ font-size: clamp(1.25rem, 5vw, 1.75rem); line-height: 1.4 }}
a {{ display: inline-block; background: #1B4F8A; color: #fff; padding: .4rem 1rem;
border-radius: .5rem; text-decoration: none }}</style></head>
<body><main><p>{app}</p><h1>{title}</h1>{said}
<p><a href="{start}">{way}</a></p></main></body></html>"""


def answer_plainly(title: str, said: Iterable[str], way: str, status: int) -> HTMLResponse:
    """`said`: its paragraphs; `way`: the words of the link to the app's start."""
    paragraphs = "".join(f"<p>{html.escape(each)}</p>" for each in said)
    page = PAGE.format(
        title=title, app=terms.NAMES["app"], said=paragraphs, start=find_start(), way=way
    )
    return HTMLResponse(page, status)


def find_start() -> str:
    """The path of the app's start, "/" or such as "/congress"."""
    return "/" + str(st.get_option("server.baseUrlPath") or "").strip("/")


def list_steps(path: str) -> list[str]:
    """An address's path below the app's start, step by step.

    >>> list_steps("/"), list_steps("/members/"), list_steps("/static/js/index.js")
    ([''], ['members'], ['static', 'js', 'index.js'])
    """
    return path.removeprefix(find_start()).strip("/").split("/")
