"""What the last verifying of the store came to."""

from datetime import UTC, datetime
from pathlib import Path

import streamlit as st

from metrics.history.data_state import render_japan_time
from store.keeping.last_done import Done, read_done
from widgets.plain_text import plain
from widgets.run import Run
from words import Words

WORDS = Words(
    ja={
        "never": "記録、保管した調査票、データベースの照合は、まだ行われていません"
        "（起動の少し後と、その後は一日一回、自動で行います）。",
        "whole": "最後の照合 {moment}: 記録、調査票、データベースは、書かれたときのままです。",
        "found": "最後の照合 {moment}: 書かれたときのままでないものが {count} 件あります。",
        "see": "{found}「履歴」で内容を確かめてください。",
    }
)


def show_verified(root: Path) -> None:
    """When it was, and that all was whole or each thing that was found."""
    done = read_done(root, "verify")
    if done is None:
        st.caption(WORDS["never"])
    elif not done.found:
        st.caption(WORDS["whole"].format(moment=_render_moment(done)))
    else:
        lines = "\n".join(f"- {plain(each)}" for each in done.found)
        st.error(f"{_say_found(done)}\n\n{lines}", icon=":material/gpp_bad:")


def warn_of_findings(run: Run) -> None:
    """For those who can have it mended."""
    done = read_done(run.store.root, "verify")
    if done and done.found and run.actor.role == "secretariat":
        st.warning(WORDS["see"].format(found=_say_found(done)), icon=":material/gpp_bad:")


def _say_found(done: Done) -> str:
    return WORDS["found"].format(moment=_render_moment(done), count=len(done.found))


def _render_moment(done: Done) -> str:
    return render_japan_time(datetime.fromtimestamp(done.at, UTC))
