"""Words of 照合."""

from words import Words

WORDS = Words(
    ja={
        "page_title": "照合",
        "page_help": "合計と内訳、計画書の中で食い違う数値。",
        "mismatches": "計画書の中で食い違う数値",
        "notes": "読み取るときの注意",
        "treatment": "この画面での扱い",
        "totals": "総合計と、全国＋地方",
        "stage_totals": "マッチング等と、四段階の和",
        # tables
        "indicator": "指標",
        "national": "全国",
        "regional": "地方",
        "computed_total": "全国＋地方",
        "total": "総合計",
        "check": "照合",
        "cell": "セル",
        "code": "来歴",
        "scope": "範囲",
        "parts": "検討 ＋ 成立 ＋ 試行 ＋ 実装",
        "computed_parts": "四段階の和",
        "published": "公表値",
    }
)
