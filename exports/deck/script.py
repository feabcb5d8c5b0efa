"""What a deck's file is told: what a person gave for it, and what is drawn into it.

Apart from `deck_file`, whose library for .pptx is loaded once a deck is made.
"""

from dataclasses import dataclass

from exports.slides.slide import Slide


@dataclass(frozen=True, slots=True)
class Given:
    """The files that a person gave, if any; of the two `previous` decides the looks."""

    template: bytes | None = None
    previous: bytes | None = None

    @property
    def is_nothing(self) -> bool:
        return self.template is None and self.previous is None


@dataclass(frozen=True, slots=True)
class Script:
    """What is drawn: slides with their pictures, behind a cover where it has lines;
    `cover_notes`: what its speaker notes say. `address`: the app's own, that the codes
    lead to; "" without links."""

    title: str
    slides: tuple[Slide, ...]
    cover: tuple[str, ...] = ()
    cover_notes: str = ""
    address: str = ""
