"""The upload under way as a draft: the workbooks, what was chosen and typed for each, the step."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

import streamlit as st

from loaders.intake.handling import Fix
from pages.upload import session
from pages.upload.words import WORDS
from widgets.holding import drafts

KIND = "upload"
#: Session key <- what the workbook's own widgets keep there, by the name that the draft has for it.
CHOICES = {"chosen_forum": "forum", "chosen_year": "year", "skipped": "skip"}


def resume_and_keep() -> None:
    """Before the page is drawn: take up the draft that the URL names, else keep what the last
    click has changed."""
    drafts.resume(KIND, _forget, _restore)
    keep()


def keep() -> None:
    files = session.list_files()
    drafts.keep(KIND, _name_files(files), _compose(files), {f.sha256: f.content for f in files})


def show_kept() -> None:
    """On the first step: what else can be gone on with, and the way to throw this one away."""
    drafts.show_kept(KIND, _forget)


def offer() -> None:
    drafts.offer_drafts(KIND)


def _name_files(files: list[session.Waiting]) -> str:
    """What there is to go on with; "" where there is nothing."""
    if not files:
        return ""
    first, rest = session.render_name(files[0].name), len(files) - 1
    return WORDS["first_and_more"].format(first=first, count=rest) if rest else first


def _compose(files: list[session.Waiting]) -> dict[str, Any]:
    """All that makes the steps what they are, in values as JSON has them."""
    state = st.session_state
    due = state.get(session.DUE)
    return {
        "step": session.read_step(),
        "current": state.get(session.CURRENT),
        "together": session.TOGETHER in state,
        "owner": state.get(session.OWNER) or "",
        "due": due.isoformat() if isinstance(due, date) else "",
        "outcome": [asdict(each) for each in state.get(session.OUTCOME, [])],
        "files": [_compose_file(each) for each in files],
    }


def _compose_file(waiting: session.Waiting) -> dict[str, Any]:
    state, prefix = st.session_state, session.name_choice(waiting, "")
    layouts = [str(key) for key in state if str(key).startswith(prefix) and state[key]]
    facts = {"sha256": waiting.sha256, "name": waiting.name, "item_id": waiting.item_id}
    labels = {"forum": waiting.forum, "fiscal_year": waiting.fiscal_year}
    chosen = {name: state.get(f"{key}_{waiting.key}") for name, key in CHOICES.items()}
    return {
        **facts,
        **labels,
        **{name: value for name, value in chosen.items() if value},
        "layouts": {key.removeprefix(prefix): state[key] for key in layouts},
        "titles": [[*key, name] for key, name in session.list_mapped(waiting).items()],
        "fixes": [[*place, text] for place, text in session.list_fixes(waiting).items()],
        "reasons": dict(session.list_reasons(waiting)),
        "signed": [asdict(fix) for fix in session.list_signed(waiting).values()],
    }


def _restore(content: Mapping[str, Any], files: Mapping[str, bytes]) -> None:
    for said in content["files"]:
        _restore_file(said, files[said["sha256"]])
    state = st.session_state
    state[session.CURRENT] = content["current"]
    state[session.OWNER] = content["owner"]
    if content["due"]:
        state[session.DUE] = date.fromisoformat(content["due"])
    if content["together"]:
        state[session.TOGETHER] = True
    state[session.OUTCOME] = [session.Outcome(**each) for each in content["outcome"]]
    state[session.STEP] = content["step"]


def _restore_file(said: Mapping[str, Any], read: bytes) -> None:
    labels = {name: said[name] for name in ("forum", "fiscal_year", "item_id")}
    waiting = session.make_waiting(said["name"], read, **labels)
    session.keep_waiting(waiting)
    for name, key in CHOICES.items():
        if name in said:
            st.session_state[f"{key}_{waiting.key}"] = said[name]
    for sheet, layout in said["layouts"].items():
        st.session_state[session.name_choice(waiting, sheet)] = layout
    session.list_mapped(waiting).update({(*key,): name for *key, name in said["titles"]})
    session.list_fixes(waiting).update({(*place,): text for *place, text in said["fixes"]})
    session.list_reasons(waiting).update(said["reasons"])
    signed = (Fix(**each) for each in said["signed"])
    session.list_signed(waiting).update({fix.place: fix for fix in signed})


def _forget() -> None:
    """The session has begun nothing; its uploader starts empty."""
    state, files = st.session_state, session.list_files()
    for waiting in files:
        keys = [key for key in map(str, state) if waiting.key in key.split("_")]
        for key in keys:
            del state[key]
    session.drop_files(files)
    for key in session.BEGUN:
        state.pop(key, None)
    state[session.TURN] = state.get(session.TURN, 0) + 1
