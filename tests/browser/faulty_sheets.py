"""Workbooks as a coordinator sends them, with faults, made by code."""

from pathlib import Path

from openpyxl import Workbook, load_workbook

#: The plan's R2 results once more: 83 has become 85, 検討数 is unreadable, and one row is
#: in the way that the plan's own sheet does not have.
KPI_ROWS = """
支援自治体数             | 100者 | 85
フォーラム実施数         | 50回  | 19
マッチング・現場試行・実装実施数 | 150件 | 133
マッチング検討数         |       | 百件あまり
マッチング成立数         |       | 14
現場試行数               |       | 6
社会実装数               |       | 0
自治体会員数             | 60%   | 57%
出前授業及びワークショップ講座開催数 | 5回 | 3
支援国（地域）数         |       | 多数
"""

SUPPORT_ROWS = """
広島市   | 包括的民間委託の導入支援 | 2020-06-01
岡山県   | 技術者派遣               | 令和2年13月
どこか町 | 新技術の紹介             | 2020-08-20
"""

#: Texts that a careless screen would run, follow or turn round.
HOSTILE_TEXTS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[押す](javascript:alert(1))",
    '=HYPERLINK("http://example.com","押す")',
    "報告\u202exslx.exe",
    ":red[赤] **太字** $x^2$ # 見出し",
)


def make_kpi_results(folder: Path) -> Path:
    """C: the target, D: the result; data from row 4."""
    rows = [["KPI総合計", *line] for line in _split(KPI_ROWS)]
    return _save(
        folder / "令和2年度KPI結果_修正.xlsx",
        "令和2年度KPI結果",
        ["令和2年度 KPI結果"],
        ["", "KPI", "目標", "数"],
        rows,
    )


def make_supports(folder: Path, name: str = "中国_自治体支援.xlsx") -> Path:
    return _save(
        folder / name,
        "自治体支援",
        ["令和2年度 中国フォーラム 自治体支援一覧"],
        ["支援自治体", "支援内容", "支援日"],
        _split(SUPPORT_ROWS),
    )


def make_hostile(folder: Path) -> Path:
    """Hostile texts as sheet name, title, faulty and good cells, and in the file's name."""
    rows = [["広島市", text, text] for text in HOSTILE_TEXTS]
    return _save(
        folder / "R2 中国 支援 <b>[x](y)‮.xlsx",
        "支援<script>1",
        ["令和2年度 中国フォーラム 自治体支援一覧", HOSTILE_TEXTS[0]],
        ["支援自治体", "支援内容", "支援日", HOSTILE_TEXTS[2]],
        rows,
    )


def make_many(folder: Path, count: int) -> list[Path]:
    """Good workbooks: one a forum and year, differing in their one government."""
    forums = ["北海道", "東北", "関東", "北陸", "中部", "近畿", "中国", "四国", "九州", "沖縄"]
    towns = [
        "札幌市",
        "仙台市",
        "横浜市",
        "新潟市",
        "名古屋市",
        "大阪市",
        "広島市",
        "高松市",
        "福岡市",
        "那覇市",
    ]
    paths = []
    for number in range(count):
        forum, town = forums[number % 10], towns[number % 10]
        year = 2 + number // 10
        paths.append(
            _save(
                folder / f"{number:03}_{forum}.xlsx",
                "自治体支援",
                [f"令和{year}年度 {forum}フォーラム 自治体支援一覧"],
                ["支援自治体", "支援内容", "支援日"],
                [[town, f"支援 {number}", f"令和{year}年6月1日"]],
            )
        )
    return paths


def mend(path: Path, target: Path, cells: dict[str, str]) -> Path:
    """The workbook with some cells of its first sheet typed anew, as in Excel."""
    book = load_workbook(path)
    for cell, text in cells.items():
        book.worksheets[0][cell] = text
    book.save(target)
    return target


def _split(table: str) -> list[list[str]]:
    return [[part.strip() for part in line.split("|")] for line in table.strip().splitlines()]


def _save(
    path: Path, sheet: str, above: list[str], titles: list[str], rows: list[list[str]]
) -> Path:
    book = Workbook()
    active = book.active
    active.title = sheet
    lines = [*([text] for text in above), [], titles, *rows]
    for row, line in enumerate(lines, 1):
        for column, text in enumerate(line, 1):
            cell = active.cell(row, column)
            cell.value = int(text) if text.isdigit() else text or None
            if isinstance(cell.value, str):
                cell.data_type = "s"  # also "=…": a text, no formula
    book.save(path)
    return path
