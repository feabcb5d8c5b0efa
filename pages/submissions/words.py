"""Words of 提出状況."""

from words import Words

WORDS = Words(
    ja={
        "page_title": "提出状況",
        "page_help": "どのフォーラムがどの調査票を出したか。催促の文面。",
    }
)
