"""Words of 見出しの対応付け."""

from words import Words

WORDS = Words(
    ja={
        "page_title": "見出しの対応付け",
        "page_help": "手で対応付けた見出しの一覧と取り消し。",
        "title": "見出しの対応付け {count}件",
        "help": "取込の画面で手で対応付けた見出しです。次回から同じフォーラムの調査票で使います。",
        "titles": "見出しの対応付け",
        "file_name": "見出しの対応付け.csv",
        "title_written": "見出し",
        "valid_from": "使い始める年度",
        "revoked": "取り消し",
        "all_forums": "すべて",
        "choose_title": "取り消す対応付け",
        "revoke": "取り消す",
        "fetch_csv": "CSV をダウンロード",
    }
)
