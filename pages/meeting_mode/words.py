"""Words of 会議モード."""

from words import Words

WORDS = Words(
    ja={
        "page_title": "会議モード",
        "page_help": "共有画面用。議題の順に一画面に一つの結果を大きく示し、決定・"
        "意見を数値と一緒に残す。",
    }
)
