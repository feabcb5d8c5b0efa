"""Words of 自治体会員."""

from words import Words

WORDS = Words(
    ja={
        "page_title": "自治体会員",
        "page_help": "自治体会員の割合を団体数で。目標まであと何団体か。",
        "part_shares": "加入の割合",
        "part_units": "種別と団体",
        "part_changes": "入会と退会",
        "part_leads": "未加入の一覧",
        # choices
        "denominator": "分母",
        "choice_governments": "地方公共団体 1,788",
        "choice_municipalities": "市区町村 1,741",
        "everything": "すべて",
        # the figures and what they are measured against
        "figure_member_now": "現在の会員（団体）",
        "figure_member_needed": "目標に必要（団体）",
        "figure_member_missing": "目標まであと（団体）",
        "figure_roster_now": "会員（名簿、団体）",
        "figure_roster_missing": "目標まであと（団体）",
        "roster_definition": "名簿に載り、年度末（3月31日）までに退会していない地方公共団体を会員と数えます。",
        "note_governments": "分母の地方公共団体 1,788 は都道府県 47 と市区町村 1,741。計画書が公表した割合の分母です。",
        "note_municipalities": "計画書の割合は地方公共団体 1,788 に対するものです。市区町村 1,741 を分母と見た場合の参考値であり、公表値ではありません。",
        "of_block": "上の数値は{block}ブロックの{whole}団体に対するものです。目標は全国の目標{target}を当てはめた参考値で、公表された{block}の目標ではありません。",
        "of_block_no_target": "上の数値は{block}ブロックの{whole}団体に対するものです。",
        "of_block_unpublished": "公表された会員の割合にはブロック別の内訳がないため（未報告で、0ではありません）、上の数値は全国のものです。{block}ブロックの地方公共団体は{whole}団体です。",
        # what a click does
        "drill_block": "棒や名前の行を押すと、そのブロックに絞ります（画面上の「ブロック」でも選べます）。",
        "drill_government_kind": "棒を押すと、その種別の未加入の団体を「未加入の一覧」で開きます。",
        "drill_prefecture": "マスを押すと、その都道府県の未加入の団体を「未加入の一覧」で開きます。",
        "map_hint": "地図の都道府県を押すと、その未加入の団体を「未加入の一覧」で開きます。",
        "unit_hint": "マスを指すと、団体名と会員かどうかが出ます。",
        # tables
        "block": "ブロック",
        "prefecture": "都道府県",
        "government": "地方公共団体",
        "kind": "種別",
        "government_kind": "種別",
        "government_count": "地方公共団体（分母）",
        "prefecture_count": "うち都道府県",
        "municipality_count": "うち市区町村",
        "member_count": "会員数",
        "member_ratio": "会員の割合",
        "needed_count": "目標に必要",
        "missing_count": "目標まであと",
        "membership": "会員・未加入",
        "joined_on": "加入日",
        "left_on": "退会日",
        "cell": "セル",
        "changed_year": "年度",
        "joined_count": "加入",
        "left_count": "退会",
        "year_end_count": "年度末の会員",
        "lead": "つながり",
        "support_count": "支援（件）",
        "matching_count": "マッチング（件）",
        "event_name_lead": "名前のある行事",
        "last_contact": "最後の年度",
    }
)
