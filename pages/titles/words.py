"""Words of 見出しの対応付け."""

from words import Words

WORDS = Words(
    ja={
        "page_title": "見出しの対応付け",
        "page_help": "手で対応付けた見出しの一覧と取り消し。",
    }
)
