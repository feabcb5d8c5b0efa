"""The dashboard: `streamlit run dashboard.py`.

The script that each look at the app runs is `pages/app.py`. It does not stand here, because
Streamlit searches a folder pages/ beside its script for pages of its own and says in English
that it found none.

What is imported stays as long as the process. The collector, which would walk through all of it
again and again, waits meanwhile and leaves it out from then on.
"""
# ruff: noqa: E402

import gc

gc.disable()

import streamlit as st
from starlette.middleware import Middleware

from pages.addresses import KnownAddresses, open_start, refuse_strangers
from pages.guard import Guard
from pages.japanese import Japanese
from pages.service import ROUTES, RequestLog
from pages.sign_in_failed import SignInFailed
from widgets.holding.room import UploadRoom

refuse_strangers()
app = st.App(
    "pages/app.py",
    lifespan=open_start,
    routes=ROUTES,
    middleware=[
        Middleware(RequestLog),
        Middleware(Guard),
        Middleware(KnownAddresses),
        Middleware(SignInFailed),
        Middleware(UploadRoom),
        Middleware(Japanese),
    ],
)
gc.freeze()
gc.enable()
