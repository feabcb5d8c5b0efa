"""What somebody has begun on a page, kept with the store as they go on: after a reload, in another
browser or on another day it is taken up where it stood.

The URL names the draft that a page works on; the session has it as it was saved last.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from metrics.history.data_state import render_japan_time
from store.errors import DraftUnknown, StoreError
from store.people.drafts import (
    MOST_OF_PERSON,
    Draft,
    begin_draft,
    discard_draft,
    find_owner,
    list_drafts,
    load_draft,
    read_draft_file,
    save_draft,
)
from widgets.data_shown import DRAFT
from widgets.holding import room
from widgets.links import link_page
from widgets.people.person import read_actor, take_name
from widgets.plain_text import plain
from widgets.run import open_store, read_run
from words import Words
from words.store_errors import explain_error

#: Given a draft's content, and its workbooks by SHA-256.
Restore = Callable[[Mapping[str, Any], Mapping[str, bytes]], None]
#: Drafts offered; the others follow when these are gone on with or thrown away.
MOST_OFFERED = 5
WORDS = Words(
    ja={
        "heading": "続きから",
        "draft": "{page}: {title}",
        "whose": ":gray[:small[{whose}]]",
        "more": "ほか {count}件",
        "discard": "捨てる",
        "discard_help": "途中まで選んだもの・入力したものが消えます。",
        "discard_now": "捨てる（元に戻せません）",
        "kept": "途中の内容は自動で保存しています（{moment}）。",
        "not_kept": "途中の内容を保存できません。"
        "画面を閉じたり読み込み直したりすると失われます。{reason}",
        "no_room": "ほかのタブやブラウザーで開いているファイルと合わせて {limit}MB を超えるため、"
        "いまは続けられません。ほかのタブを閉じて、2分ほどしてからもう一度お試しください。",
    }
)


def keep(
    kind: str, title: str, content: Mapping[str, Any], files: Mapping[str, bytes] | None = None
) -> None:
    """Save what the session has begun, where anything has changed since the last time; nothing is
    begun without a title. Where it can't be saved, the page says so and goes on."""
    known = _read_known(kind)
    if known is None and not title:
        return
    draft = known or begin_draft(find_owner(read_actor()), kind)
    if (draft.title, draft.content) != (title, content):
        wanted = replace(draft, title=title, content=content)
        try:
            draft = save_draft(open_store(), wanted, read_actor(), files)
        except StoreError as error:
            reason = explain_error(error)
            st.warning(WORDS["not_kept"].format(reason=reason), icon=":material/cloud_off:")
            return
    st.session_state[_name(kind)] = draft
    if st.query_params.get(DRAFT) != draft.draft_id:
        st.query_params[DRAFT] = draft.draft_id
        if files:
            room.work_on(draft.draft_id, {})


def resume(kind: str, forget: Callable[[], None], restore: Restore) -> None:
    """Take up the draft that the URL names, once: `forget` takes out of the session what it is at,
    `restore` puts in a draft's content, with its workbooks by SHA-256."""
    asked, known = st.query_params.get(DRAFT, ""), _read_known(kind)
    if not asked or (known and known.draft_id == asked):
        return
    store = open_store()
    try:
        draft = load_draft(store.root, find_owner(read_actor()), kind, asked)
        files = {sha256: read_draft_file(store.root, draft, sha256) for sha256 in draft.files}
    except DraftUnknown as error:
        _say_why_not(explain_error(error))
        return
    forget()
    if draft.files and not room.work_on(draft.draft_id, draft.files):
        _say_why_not(WORDS["no_room"].format(limit=MOST_OF_PERSON >> 20))
        return
    restore(draft.content, files)
    st.session_state[_name(kind)] = draft
    take_name(store.read_names().known.get(draft.by, ""))
    st.rerun()


def let_go(kind: str) -> None:
    """The session begins another; this one stays among its owner's."""
    st.session_state.pop(_name(kind), None)
    st.query_params.pop(DRAFT, None)


def _say_why_not(reason: str) -> None:
    st.query_params.pop(DRAFT)
    st.info(reason, icon=":material/history:")


def offer_drafts(kind: str = "") -> None:
    """What whoever works can go on with; on a page of its own that `kind` alone but for what is at
    hand, to be thrown away too. Nothing while there is nothing."""
    known = _read_known(kind)
    at_hand = known.draft_id if known else ""
    drafts = [each for each in _list_open() if kind in ("", each.kind) and each.draft_id != at_hand]
    if not drafts:
        return
    with st.container(border=True, horizontal=True, key="drafts"):
        st.markdown(f"**{WORDS['heading']}**", width="content")
        with st.container(gap="xxsmall", width="stretch"):
            for draft in drafts[:MOST_OFFERED]:
                with st.container(horizontal=True, vertical_alignment="center"):
                    _show_draft(draft)
                    if kind:
                        _offer_discarding(draft.draft_id, _discard, draft)
            if len(drafts) > MOST_OFFERED:
                st.caption(WORDS["more"].format(count=len(drafts) - MOST_OFFERED))


def _list_open() -> Iterator[Draft]:
    """Their drafts of pages that are open to them."""
    run = read_run()
    for draft in list_drafts(run.store.root, find_owner(run.actor)):
        facts = run.pages.get(draft.kind)
        is_open = facts and (not facts.act or run.actor.may(facts.act, run.actor.forums))
        if draft.title and is_open:
            yield draft


def _show_draft(draft: Draft) -> None:
    run = read_run()
    label = WORDS["draft"].format(page=run.pages[draft.kind].name, title=plain(draft.title))
    link_page(draft.kind, label, parameters={DRAFT: draft.draft_id})
    by = plain(run.store.read_names().fill_in(draft.by))
    whose = "　".join(filter(None, (by, render_japan_time(draft.changed_at))))
    st.markdown(WORDS["whose"].format(whose=whose), width="content")


def show_kept(kind: str, forget: Callable[[], None]) -> None:
    """That this session's draft is kept, and the way to throw it away; `forget` then takes it out
    of the session."""
    draft = _read_known(kind)
    if draft is None or not draft.title:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        moment = render_japan_time(draft.changed_at)
        st.caption(WORDS["kept"].format(moment=moment), width="content")
        _offer_discarding("own", _discard_own, kind, forget)


def _offer_discarding(key: str, discard: Callable[..., None], *args: object) -> None:
    """The button, behind one that says what it does."""
    with st.popover(WORDS["discard"], type="tertiary", key=f"draft_discard_{key}"):
        st.caption(WORDS["discard_help"])
        st.button(
            WORDS["discard_now"],
            icon=":material/delete:",
            key=f"draft_discard_now_{key}",
            on_click=discard,
            args=args,
        )


def _discard(draft: Draft, forget: Callable[[], None] = lambda: None) -> None:
    try:
        discard_draft(open_store().root, draft)
    except StoreError as error:
        st.toast(explain_error(error))
    else:
        forget()


def _discard_own(kind: str, forget: Callable[[], None]) -> None:
    def forget_both() -> None:
        let_go(kind)
        forget()

    _discard(st.session_state[_name(kind)], forget_both)


def _read_known(kind: str) -> Draft | None:
    draft: Draft | None = st.session_state.get(_name(kind))
    return draft


def _name(kind: str) -> str:
    """Where the session has the draft of a page as it was saved last."""
    return f"draft_of_{kind}"
