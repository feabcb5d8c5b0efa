"""Words of 来歴."""

from words import Words

WORDS = Words(
    ja={
        "page_title": "来歴",
        "page_help": "数値から、その元になった記録とセルへ。",
    }
)
