"""Words of 取込."""

from words import Words

WORDS = Words(
    ja={
        "page_title": "取込",
        "page_help": "調査票（Excel）を確かめて取り込む。確定するまで数値は変わらない。",
    }
)
