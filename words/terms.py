"""The terms that every part speaks in (GLOSSARY.md): states, scopes, stages, blocks, units."""

from words import Words

#: Three ways to have no number that must never run together (a zero is a number).
STATES = Words(
    ja={
        "blank": "未報告",
        "undecided": "未定",
        "not_applicable": "該当なし",
    }
)

#: Which loads a figure is of, where 速報 is told from 確定 (store.release.State).
RELEASE_STATES = Words(ja={"all": "速報を含む", "confirmed": "確定"})

SCOPES = Words(ja={"total": "合計", "national": "全国", "regional": "地方"})

#: The stages of a matching, in their order.
STAGES = Words(
    ja={
        "considered": "検討",
        "agreed": "成立",
        "field_trial": "現場試行",
        "implemented": "社会実装",
    }
)

#: Kinds of activities with citizens; the KPI counts the first two.
ACTIVITY_KINDS = Words(
    ja={
        "school_visit": "出前授業",
        "workshop": "ワークショップ",
        "other": "その他の取組",
    }
)

#: Whether a government is a member.
MEMBERSHIP = Words(ja={"member": "会員", "no_member": "未加入"})

#: What is written down in a meeting.
REMARK_KINDS = Words(ja={"decision": "決定", "remark": "意見"})

#: What became of a row that waits.
PARKED_STATES = Words(ja={"open": "保留", "resolved": "対応済み", "dropped": "取り下げ"})

#: Who stands in the log and is known no more.
PEOPLE = Words(ja={"forgotten": "削除された利用者"})

NAMES = Words(ja={"app": "インフラメンテナンス国民会議 活動ダッシュボード"})

#: What marks invented data wherever they are shown.
DATA_KINDS = Words(ja={"practice": "演習データ（架空）"})

#: Blocks by id (data/reference/blocks.csv), after the choice of all of them.
BLOCKS = Words(
    ja={
        "all": "全ブロック",
        "hokkaido": "北海道",
        "tohoku": "東北",
        "kanto": "関東",
        "hokuriku": "北陸",
        "chubu": "中部",
        "kinki": "近畿",
        "chugoku": "中国",
        "shikoku": "四国",
        "kyushu": "九州",
        "okinawa": "沖縄",
    }
)

PERIODS = Words(
    ja={
        "annual": "年間の数",
        "snapshot": "時点の値",
        "cumulative": "設立以来の累計",
    }
)

#: A unit's id in Japanese.
UNITS = Words(
    ja={
        "members": "者",
        "governments": "団体",
        "cases": "件",
        "people": "人",
        "days": "日",
    }
)
