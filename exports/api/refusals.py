"""Why the API refuses: a status, a code for programs and a sentence for people (RFC 9457)."""

from typing import Any

from words import Words

#: The media type of every refusal.
PROBLEM_TYPE = "application/problem+json"
REFUSALS = Words(
    ja={
        "no_token": "トークンがないか、期限が切れたか、取り消されています。"
        "ダッシュボードの「APIのトークン」で発行し、Authorization: Bearer で送ってください。",
        "no_right": "このトークンの持ち主には、APIで数値を読む権限がありません。",
        "unknown_parameter": "{name} という指定はありません。使えるのは {known} です。",
        "repeated_parameter": "{name} が二度指定されています。",
        "wrong_value": "{name} の値「{found}」は使えません。{expected}を指定してください。",
        "no_such_figure": "「{figure}」という数値はありません。一覧は /api/v1/figures にあります。",
        "no_such_value": "図番号「{figure}」の数値はありません。一覧は /api/v1/values にあります。",
        "no_such_year": "{year} 年度のデータはありません。あるのは {years} です。",
        "nothing_yet": "その時点までに取り込まれたものはありません。",
        "not_found": "このアドレスには何もありません。一覧は /api/v1/openapi.json にあります。",
        "method": "読み取り（GET）だけができます。",
        "busy": "いま問い合わせが混み合っています。少し待ってからもう一度送ってください。",
        "failed": "プログラムの誤りで答えられませんでした。時刻を添えて事務局にお知らせください。",
    }
)
STATUSES = {
    "no_token": 401,
    "no_right": 403,
    "unknown_parameter": 400,
    "repeated_parameter": 400,
    "wrong_value": 400,
    "no_such_figure": 404,
    "no_such_value": 404,
    "no_such_year": 404,
    "nothing_yet": 404,
    "not_found": 404,
    "method": 405,
    "busy": 503,
    "failed": 500,
}


class Refused(Exception):  # noqa: N818 - a name says what has happened
    """The answer is a refusal: `code` is a key of REFUSALS, `named` what its sentence is about."""

    def __init__(self, code: str, **named: object) -> None:
        super().__init__(code)
        self.code, self.named = code, named

    @property
    def status(self) -> int:
        return STATUSES[self.code]

    def tell(self) -> dict[str, Any]:
        return tell_problem(self.code, self.status, REFUSALS[self.code].format_map(self.named))


def tell_problem(code: str, status: int, sentence: str) -> dict[str, Any]:
    return {"type": f"urn:congress:{code}", "title": sentence, "status": status}
