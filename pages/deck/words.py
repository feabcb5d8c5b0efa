"""Words of 資料作成."""

from words import Words

WORDS = Words(
    ja={
        "page_title": "資料作成",
        "page_help": "議題を選んで、会議資料（PowerPoint・PDF）を作る。",
    }
)
