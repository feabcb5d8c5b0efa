"""Words that several views share: headings of columns, and how many have reported."""

from words import Words

#: A column's heading where the view has none of its own.
HEADINGS = Words(
    ja={
        "block_name": "ブロック",
        "forum_name": "フォーラム",
        "prefecture": "都道府県",
        "government_count": "地方公共団体",
        "member_count": "会員",
        "member_ratio": "会員の割合",
        "needed_count": "目標に必要",
        "missing_count": "目標まであと",
        "code": "団体コード",
        "kind": "種別",
        "case_count": "件数",
        "event_count": "計画した行事",
        "joined_on": "加入日",
        "left_on": "退会日",
        "target": "目標",
        "value": "実績",
    }
)

#: What a missing number is called where its absence is no omission.
MISSING = Words(ja={"no_target": "目標なし", "blank": "未報告"})

REPORTED = Words(
    ja={
        "blocks": "{reported}/{count} ブロック報告",
        "bodies": "{reported}/{count} 全国フォーラム・部会が報告",
        "indicators": "{reported}/{count} 指標報告",
        "stages": "{reported}/{count} 段階報告",
    }
)

#: What is said where a part of the whole was asked for, and there is only the whole.
UNSCOPED = Words(ja={"no_scope": "範囲によらず同じ"})

#: Where figures come from that stand in no cell.
SOURCES = Words(
    ja={
        "journal": "取込の記録",
        "governments": "地方公共団体の一覧（1,788団体）",
        "catalogue": "指標の定義一覧",
    }
)

#: How figures of several views are counted.
DEFINITIONS = Words(
    ja={
        "attainment": "達成率は実績÷目標。各指標の定義は「定義・出典」の画面とスライドのノートに記載。",
        "counted": "地方フォーラムの明細（年度内の記録）から数えた値。未報告のフォーラムは含まない。",
        "event_plans": "地方フォーラム活動計画に記載した行事。1行が1期間。日程未定の行事も含む。",
        "members": "会員は、名簿に載り年度末までに退会していない地方公共団体。",
    }
)
