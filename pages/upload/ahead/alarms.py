"""What is hardly so in a load, each to be confirmed with a reason that the log keeps."""

from collections.abc import Sequence

import streamlit as st

from pages.upload import session
from store.decisions.alarms import Alarm
from widgets.decisions import LONGEST_REASON
from widgets.plain_text import plain
from words import Words

WORDS = Words(
    ja={
        "heading": "確かめてください: ふだんと違う点 {count}件",
        "reason": "正しい理由（記録に残ります）",
        "example": "例: 数え直した",
        "same": "この理由をすべてに",
    }
)


def ask_reasons(waiting: session.Waiting, alarms: Sequence[Alarm]) -> bool:
    """Whether there is a reason for each."""
    if not alarms:
        return True
    st.markdown(f"**{WORDS['heading'].format(count=len(alarms))}**")
    for alarm in alarms:
        _ask(waiting, alarm)
    reasons = session.list_reasons(waiting)
    given = [reasons[each.key] for each in alarms if reasons.get(each.key)]
    if given and len(given) < len(alarms):
        args = (waiting, alarms, given[0])
        st.button(WORDS["same"], key="same_reason", on_click=_give_all, args=args)
    return len(given) == len(alarms)


def _ask(waiting: session.Waiting, alarm: Alarm) -> None:
    st.warning(plain(alarm.text), icon=":material/priority_high:")
    key = _name(waiting, alarm)
    st.session_state[key] = session.list_reasons(waiting).get(alarm.key, "")
    st.text_input(
        WORDS["reason"],
        placeholder=WORDS["example"],
        max_chars=LONGEST_REASON,
        key=key,
        on_change=_keep,
        args=(waiting, alarm),
    )


def _keep(waiting: session.Waiting, alarm: Alarm) -> None:
    typed = str(st.session_state[_name(waiting, alarm)] or "").strip()
    session.list_reasons(waiting)[alarm.key] = typed


def _give_all(waiting: session.Waiting, alarms: Sequence[Alarm], reason: str) -> None:
    reasons = session.list_reasons(waiting)
    reasons.update({each.key: reason for each in alarms if not reasons.get(each.key)})


def _name(waiting: session.Waiting, alarm: Alarm) -> str:
    return f"reason_{waiting.key}_{alarm.key}"
