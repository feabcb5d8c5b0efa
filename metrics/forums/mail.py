"""A mail as people send it: to whom, about what, its text, and the address that opens it in a mail
program."""

import re
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import quote

#: Signs of an address that mail programs and browsers still take whole.
LONGEST_LINK = 1_900
#: What HTML takes for a mail's address too: nothing in it ends a header or begins another.
_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*", re.ASCII)


class Mail(NamedTuple):
    """`shorter`: a text for the link where the whole one is too long for it."""

    subject: str
    body: str
    to: tuple[str, ...] = ()
    shorter: str = ""

    @property
    def link(self) -> str:
        """The address that opens it in a mail program; "" where that would be too long."""
        links = (self._address(text) for text in (self.body, self.shorter) if text)
        return next((link for link in links if len(link) <= LONGEST_LINK), "")

    def _address(self, body: str) -> str:
        to = ",".join(quote(each, safe="@") for each in self.to)
        told = {"subject": self.subject, "body": body.replace("\n", "\r\n")}
        return f"mailto:{to}?" + "&".join(f"{key}={quote(text)}" for key, text in told.items())


def list_usable(addresses: Iterable[str]) -> tuple[str, ...]:
    """Those that a mail can be sent to as they stand.

    >>> list_usable(["sato@example.jp", "a@b.jp\\nBcc: c@d.jp", "a@b.jp,c@d.jp", "佐藤"])
    ('sato@example.jp',)
    """
    return tuple(each for each in addresses if _ADDRESS.fullmatch(each))
