"""Words of 会議の凍結."""

from words import Words

WORDS = Words(
    ja={
        "page_title": "会議の凍結",
        "page_help": "会議の時点の数値・決定事項を残し、その後の変化を見る。",
    }
)
