"""What is said of a store that is made anew: why, how far it is, what came of it."""

from store.keeping.rebuild import Rebuilt
from words import Words

#: Why a store is made anew, by the error's code.
REASONS = Words(
    ja={
        "schema_differs": "データベースの形が変わったため、保管した調査票から作り直します。"
        "元のデータベースは、出来上がるまでそのまま残します。",
        "database_damaged": "データベースのファイルが壊れています。"
        "記録と保管した調査票から作り直します。",
        "log_ahead": "データベースが失われたか、記録と食い違っています。"
        "記録と保管した調査票から作り直します。",
        "log_damaged": "取込の記録（log.jsonl）が壊れています。"
        "データベースにある記録から直します。",
    }
)
#: How far it is, and what came of it.
REMAKING = Words(
    ja={
        "step": "作り直しています（記録 {done}/{count}）",
        "done": "{count} 件の取込からデータベースを作り直しました",
        "set_aside": "壊れていたファイルは {file} として残しました",
        "carried": "取込番号 {batch} の「{file}」（archive/{sha256}）は読み直せないため、"
        "前のデータベースの値を引き継ぎました。「python -m loaders verify」で理由を確かめ、"
        "控えから戻すか、取り込み直してください",
        "false": "記録 {number} は封印と一致しません（書き換えられています）。控えと比べてください",
    }
)


def list_warnings(outcome: Rebuilt) -> list[str]:
    """What somebody should look into, a sentence each."""
    carried = (
        REMAKING["carried"].format(batch=each.batch_id, file=each.file_name, sha256=each.sha256)
        for each in outcome.carried
    )
    return [*carried, *(REMAKING["false"].format(number=number) for number in outcome.false)]


def list_outcome(outcome: Rebuilt) -> list[str]:
    """All that there is to say."""
    files = (REMAKING["set_aside"].format(file=path.name) for path in outcome.set_aside)
    done = REMAKING["done"].format(count=outcome.batch_count)
    return [*files, *list_warnings(outcome), done]
