"""Words of 保留."""

from words import Words

WORDS = Words(
    ja={
        "page_title": "保留",
        "page_help": "誤りがあるため数値に入っていない行。担当と期限。",
    }
)
