"""Signing in, where the operator has set it up; at one's own desk there is none.

The provider's proof (`st.user`) counts while its session does (store.people.sessions), and it
is asked anew at each run and at each thing that is written.
"""

import time
from collections.abc import Mapping
from typing import Any

import streamlit as st

from data.acts import load_acts
from store.actor import Actor
from store.database import find_root
from store.errors import StoreError
from store.people.register import Person, find_person
from store.people.sessions import end_session, is_live
from words import Words, terms
from words.store_errors import explain_error

WORDS = Words(
    ja={
        "please": "サインインしてください",
        "please_help": "数値を見るには、組織のアカウントでサインインします。",
        "sign_in": "サインイン",
        "sign_out": "サインアウト",
        "unknown": "このアカウントは登録されていません",
        "unknown_help": "{email} は利用者に登録されていません。事務局に登録を依頼してください。",
        "unverified_help": "{email} は、本人のものと確かめられていません。"
        "サインインの提供元でメールアドレスを確認してから、もう一度サインインしてください。",
        "over": "サインインの期限が切れました。もう一度サインインしてください。",
    }
)


def is_set_up() -> bool:
    """Whether the operator's secrets name a provider; Streamlit says so by this attribute."""
    return "is_logged_in" in st.user


def read_signed_in() -> Actor:
    """Who acts; nobody, with no right, when the session has ended since."""
    person = _find_person(claims := _read_claims())
    if person is None or not _is_live(claims, person):
        return Actor("", "viewer", frozenset(), "signed_in")
    return person.act()


def require_sign_in() -> None:
    """Stop with the way in until somebody registered is signed in."""
    if not is_set_up():
        return
    try:
        person = _find_person(claims := _read_claims())
        is_proven = _is_live(claims, person)
    except StoreError as error:
        st.error(explain_error(error))
        st.stop()
    if person and is_proven:
        return
    st.title(terms.NAMES["app"], anchor=False)
    if is_proven:
        st.error(f"**{WORDS['unknown']}**")
        help_key = "unknown_help" if is_verified(claims) else "unverified_help"
        st.text(WORDS[help_key].format(email=claims.get("email")))
        offer_sign_out()
    else:
        st.info(WORDS["over"] if claims else f"**{WORDS['please']}**　{WORDS['please_help']}")
        st.button(
            WORDS["sign_in"],
            type="primary",
            icon=":material/login:",
            key="sign_in",
            on_click=st.login,
        )
    st.stop()


def offer_sign_out() -> None:
    st.button(
        WORDS["sign_out"],
        icon=":material/logout:",
        type="tertiary",
        key="sign_out",
        on_click=_sign_out,
    )


def name_role(actor: Actor) -> str:
    return load_acts().roles[actor.role]


def _sign_out() -> None:
    """Here and in every other tab: the session ends, and then the browser forgets."""
    if claims := _read_claims():
        end_session(find_root(), claims)
    st.logout()


def _find_person(claims: Mapping[str, Any]) -> Person | None:
    """The registered person of whom the claims are; None for nobody's, and for an address that
    the provider says nobody has verified."""
    email = claims.get("email")
    return find_person(find_root(), str(email)) if email and is_verified(claims) else None


def is_verified(claims: Mapping[str, Any]) -> bool:
    """Whether the address is its bearer's, as far as the provider says anything about it.

    >>> is_verified({}), is_verified({"email_verified": "true"}), is_verified({"email_verified": 0})
    (True, True, False)
    """
    return claims.get("email_verified", True) in (True, "true")


def _is_live(claims: Mapping[str, Any], person: Person | None) -> bool:
    """Whether what is proven of this browser's user still counts."""
    person_id = person.person_id if person else ""
    return bool(claims) and is_live(find_root(), claims, time.time(), person_id)


def read_own_address() -> str:
    """As cookies prove it (widgets.people.cookie); "" where nobody signs in."""
    return str(_read_claims().get("email", "")).casefold() if is_set_up() else ""


def _read_claims() -> dict[str, Any]:
    """What the provider has proven of this browser's user; {} for nobody."""
    return dict(st.user.to_dict()) if st.user.is_logged_in else {}
