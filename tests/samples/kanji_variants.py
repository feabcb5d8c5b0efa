"""ヶ/ケ, 龍/竜, 檮/梼, 塩釜/塩竈, half-width kana, variation selectors."""

from tests.samples import example
from tests.samples.ledger import Cell, break_cell
from tests.samples.sample import Sample

FORMS = {
    "kanto": {
        "龍ヶ崎市": "082082",
        "竜ケ崎市": "082082",
        "南ｱﾙﾌﾟｽ市": "192082",
        "葛󠄀飾区": "131229",
        "鎌ヶ谷市": "122246",
        "西多摩郡桧原村": "133078",
    },
    "tohoku": {"塩釜市": "042030", "塩竃市": "042030", "西津軽郡鰺ヶ沢町": "023213"},
    "hokkaido": {"ﾆｾｺ町": "013951", "虻田郡ニセコ町": "013951"},
    "shikoku": {"檮原町": "394050", "高岡郡梼原町": "394050"},
}
NAMES = {"kanto": "関東", "tohoku": "東北", "hokkaido": "北海道", "shikoku": "四国"}


def _sample(forum: str) -> Sample:
    ledger = example.supports(forum)
    ledger.above = [f"令和2年度 {NAMES[forum]}フォーラム 自治体支援一覧"]
    example.fill_column(ledger, "government", [Cell(*form) for form in FORMS[forum].items()])
    return example.build_from(ledger, fiscal_year=2020, forum=forum)


def ok_kanto() -> Sample:
    return _sample("kanto")


def ok_tohoku() -> Sample:
    return _sample("tohoku")


def ok_hokkaido() -> Sample:
    return _sample("hokkaido")


def ok_shikoku() -> Sample:
    return _sample("shikoku")


def ng() -> Sample:
    """A wrong kanji is not a variant."""
    ledger = example.supports()
    example.fill_column(ledger, "government", [break_cell("広鳥市", "unknown_government")])
    return example.build_from(ledger, fiscal_year=2020, forum="chugoku")
