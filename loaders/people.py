"""`python -m loaders people`: who may sign in, as the operator says at the server itself."""

import argparse
import sys
from datetime import datetime
from typing import Any

from data.acts import ROLES, load_acts
from loaders.commands import parse_forum_id
from loaders.intake.archived import open_store
from loaders.keeping import add_database, find_place
from store.actor import act_at_server
from store.moments import JAPAN
from store.people.register import forget_person, list_people, register_person, remove_person
from store.people.tokens import list_tokens, revoke_token
from words import Words

WORDS = Words(
    ja={
        "people": "サインインできる利用者を登録・削除します（アプリを止めてから実行します）",
        "add": "利用者を登録します（登録済みなら役割を改めます）",
        "remove": "利用者を削除します（サインインできなくなります。氏名は記録の表示に残ります）",
        "forget": "氏名とメールアドレスを消します（記録では「削除された利用者」になります）",
        "list": "利用者の一覧を表示します",
        "tokens": "APIのトークンの一覧を表示します",
        "revoke": "APIのトークンを取り消します",
        "token": "トークンの番号（tokens の一覧の先頭）",
        "token_line": "{token_id}\t{owner}\t{name}\t{until}\n",
        "revoked": "{token} を取り消しました\n",
        "email": "サインインに使うメールアドレス",
        "who": "メールアドレスか、画面に出る名前",
        "name": "画面と記録に出る名前",
        "role": "役割（{roles}）",
        "forums": "担当するフォーラム（役割が coordinator のとき）",
        "person": "{email}\t{name}\t{role}\t{forums}\n",
        "removed": "{email} を削除しました\n",
        "forgotten": "{count} 人の氏名を消しました\n",
    }
)


def add_people_commands(commands: Any) -> None:
    people = commands.add_parser("people", help=WORDS["people"])
    actions = people.add_subparsers(required=True, metavar="ACTION")
    does = {"add": _add, "remove": _remove, "forget": _forget, "list": _list}
    does |= {"tokens": _list_tokens, "revoke": _revoke}
    for name, command in does.items():
        action = actions.add_parser(name, help=WORDS[name])
        add_database(action)
        action.set_defaults(command=command)
        if name in ("add", "remove"):
            action.add_argument("email", help=WORDS["email"])
        if name == "forget":
            action.add_argument("who", help=WORDS["who"])
        if name == "revoke":
            action.add_argument("token", help=WORDS["token"])
        if name == "add":
            roles = "、".join(f"{role}={load_acts().roles[role]}" for role in ROLES)
            action.add_argument("--name", required=True, help=WORDS["name"])
            action.add_argument(
                "--role", choices=ROLES, required=True, help=WORDS["role"].format(roles=roles)
            )
            action.add_argument(
                "--forums", nargs="+", default=[], type=parse_forum_id, help=WORDS["forums"]
            )


def _add(options: argparse.Namespace) -> int:
    with open_store(find_place(options)) as database:
        actor = act_at_server()
        told = (options.email, options.name, options.role, options.forums)
        register_person(database, actor, *told)
    return _list(options)


def _remove(options: argparse.Namespace) -> int:
    with open_store(find_place(options)) as database:
        remove_person(database, act_at_server(), options.email)
    sys.stdout.write(WORDS["removed"].format(email=options.email))
    return 0


def _forget(options: argparse.Namespace) -> int:
    with open_store(find_place(options)) as database:
        count = forget_person(database, act_at_server(), options.who)
    sys.stdout.write(WORDS["forgotten"].format(count=count))
    return 0


def _list(options: argparse.Namespace) -> int:
    for person in list_people(find_place(options)):
        role, forums = load_acts().roles[person.role], " ".join(person.forums)
        sys.stdout.write(
            WORDS["person"].format(email=person.email, name=person.name, role=role, forums=forums)
        )
    return 0


def _list_tokens(options: argparse.Namespace) -> int:
    root = find_place(options)
    owners = {each.person_id: each.email for each in list_people(root)}
    for token in list_tokens(root):
        until = f"{datetime.fromtimestamp(token.expires_at, JAPAN):%Y-%m-%d}"
        told = {"token_id": token.token_id, "name": token.name, "until": until}
        line = WORDS["token_line"].format(owner=owners.get(token.person_id, ""), **told)
        sys.stdout.write(line)
    return 0


def _revoke(options: argparse.Namespace) -> int:
    with open_store(find_place(options)) as database:
        revoke_token(database, act_at_server(), options.token)
    sys.stdout.write(WORDS["revoked"].format(token=options.token))
    return 0
