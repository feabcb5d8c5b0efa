"""A query as the text of a mail to the sender."""

from metrics.forums.mail import Mail
from metrics.tracing.trace import read_scope_names
from store.database import Database
from store.decisions.queries import Query
from words import Words

WORDS = Words(
    ja={
        "subject": "【照会】{file}（取込番号 {batch}・照会番号 {query}）",
        "body": "{forums} ご担当者様\n\nお送りいただいた「{file}」について、確認をお願いします。\n\n"
        "{place}照会の内容:\n{text}\n\n"
        "お手数ですが、このメールへの返信か、ダッシュボードの「履歴」の照会（番号 {query}）で"
        "ご回答ください。\n",
        "sheet": "シート: {text}\n",
        "cell": "セル: {text}\n",
        "found": "記入: {text}\n",
        "expected": "求める形: {text}\n",
    }
)


def render_mail(database: Database, query: Query) -> Mail:
    with database.read() as cursor:
        names = read_scope_names(cursor)
    place = query.place
    parts = {name: getattr(place, name) for name in ("sheet", "cell", "found", "expected")}
    lines = [WORDS[name].format(text=text) for name, text in parts.items() if text]
    told = {"file": query.file_name, "batch": place.batch_id, "query": query.query_id}
    body = WORDS["body"].format(
        forums="・".join(names.get(forum, forum) for forum in query.forums),
        place="".join([*lines, "\n"]) if lines else "",
        text=query.asked.text,
        **told,
    )
    return Mail(WORDS["subject"].format(**told), body)
