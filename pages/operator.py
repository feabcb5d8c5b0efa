"""What the operator's secrets say of the service, asked outside a run (there `st.user` knows)."""

from collections.abc import Mapping

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError


def names_provider() -> bool:
    """Whether signing in is set up."""
    return bool(_read("auth"))


def uses_tls() -> bool:
    """Whether the address under which the app is opened is one with TLS: a proxy ends it, so
    that the server itself sees none."""
    return _read("auth").get("redirect_uri", "").startswith("https:")


def read_metrics_token() -> str:
    """What whoever asks for the figures must bear; "" where nobody may."""
    return _read("metrics").get("token", "")


def read_api_origins() -> list[str]:
    """The sites whose pages may read the API in somebody's browser; none where none is named."""
    return list(_read("api").get("origins", ()))


def _read(section: str) -> Mapping[str, str]:
    try:
        found: Mapping[str, str] = st.secrets.get(section, {})
    except StreamlitSecretNotFoundError:
        return {}
    return found
