"""What the app knows of a page before it runs; each page declares it in its own folder."""

from dataclasses import dataclass

from words import Words

#: The menu's sections; pages without one stand in the bar itself, before them.
SECTIONS = Words(
    ja={"activities": "活動", "submitting": "調査票", "meeting": "会議", "keeping": "管理"}
)


@dataclass(frozen=True, slots=True)
class PageFacts:
    """`words`: the page's, of which `page_title` stands in the menu, `page_help` says there
    what it answers, and `part_…` name the tabs that it is told in; `place`: its number in the
    menu, unlike any other's; `section`: a key of `SECTIONS`, or "";
    `holding`: what a year must hold for the page to open on it ("": all years alike);
    `with_scope`, `with_block`: whether the scope or the block changes what the page shows;
    `has_bar`: whether the page has all controls in one bar at the bottom (`open_bar`) and
    nothing above it;
    `act`: what the page is there for, where not everybody has the right to it (data.acts);
    `writes`: whether something can be kept on it;
    `of_signing_in`: whether there is nothing to do on it where nobody signs in."""

    words: Words
    icon: str
    place: int
    section: str = ""
    holding: str = ""
    with_scope: bool = False
    with_block: bool = False
    has_bar: bool = False
    act: str = ""
    writes: bool = False
    of_signing_in: bool = False

    @property
    def name(self) -> str:
        return self.words["page_title"]

    @property
    def help(self) -> str:
        return self.words["page_help"]

    @property
    def parts(self) -> dict[str, str]:
        """Part -> the words of its tab, as they stand in the URL; in the tabs' order."""
        return {
            key.removeprefix("part_"): words
            for key, words in self.words.items()
            if key.startswith("part_")
        }
