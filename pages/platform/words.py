"""Words of 情報提供プラットフォーム."""

from words import Words

WORDS = Words(
    ja={
        "page_title": "情報提供プラットフォーム",
        "page_help": "ニーズ×シーズ、市民参画、運営ノウハウを検索。ほかの地域の似たニーズも示す。",
        "empty": "{layouts}は未報告です（0ではありません）。調査票が取り込まれると、ここから検索できます。",
        # what is searched for
        "words": "ことばで探す",
        "words_help": "空白で区切ると、すべてを含むものを探します。ひらがな・カタカナ、全角・半角の違いは区別しません。",
        "words_example": "例: 橋梁　ドローン",
        "all": "すべて",
        "kind": "種類",
        "national_body": "全国フォーラム・部会",
        "field": "技術分野",
        "stage": "段階",
        "entry_year": "年度",
        # what was found
        "found": "{count}件",
        "found_cut": "{count}件のうち新しい順に{shown}件",
        "found_many": "{count}件以上のうち新しい年度から{shown}件",
        "found_near": "「{query}」を含む記録はありません。文字の並びが近い順に{count}件",
        "reach": "ことばは、記録{count}件のうち新しい取込の{looked}件から探しました。",
        "reach_near": "近いものは、記録{count}件のうち新しい取込の{looked}件から探しました。",
        "reach_more": "種類・フォーラム・年度で絞り込むと、ほかの記録も探せます。",
        "found_none": "この条件に合う記録は0件です。",
        "entries_alt": "検索の結果",
        "entry": "記録を選ぶ",
        "entry_none": "（選ばない）",
        "entry_hint": "行を選ぶと、その記録のカードと、ほかの地域の似たニーズ、元のセルを示します。",
        # one entry
        "source_cell": "元のセルを見る",
        "similar": "ほかのフォーラムの似たニーズ {count}件",
        "similar_entry": ":blue-badge[{similarity_text}]　{forum_name}・{government_name}・{year_text}・{stage_name}  \n**{body}**  \n{technology}（{company}）",
        "similar_none": "ほかのフォーラムに、似たニーズは見つかりませんでした。",
        # tables
        "kind_name": "種類",
        "year_text": "年度",
        "forum_name": "フォーラム",
        "title": "テーマ・名称",
        "what": "求める内容・内容・場所",
        "technology": "技術名称",
        "government_name": "自治体",
        "stage_name": "段階",
        "similarity_text": "似ている度合い",
    }
)
