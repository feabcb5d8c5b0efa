"""Words of 履歴."""

from words import Words

WORDS = Words(
    ja={
        "page_title": "履歴",
        "page_help": "すべての取込。元のファイル、二つの取込の差、取り消しとやり直し。",
    }
)
