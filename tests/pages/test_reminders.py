"""催促 on 提出状況: all forums' mails at once, with their forms, kept in the log."""

import io
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from store.database import open_database
from store.decisions.reminding import REMIND
from store.log.activity import list_entries
from tests.pages.conftest import Open, copy_store, read_made
from tests.rights_store import OTHER, OWN, address, fill_rights_store
from widgets.files.made_files import MadeFile


def read_mails(file: MadeFile) -> dict[str, EmailMessage]:
    with ZipFile(io.BytesIO(file.content)) as archive:
        parser = BytesParser(EmailMessage, policy=policy.default)
        return {name: parser.parsebytes(archive.read(name)) for name in archive.namelist()}


def press(app: AppTest) -> AppTest:
    [button] = [each for each in app.button if "催促メールを作る" in each.label]
    return button.click().run()


def test_all_reminders_are_made_at_once_with_forms_and_kept_in_the_log(
    open_app: Open, plan_root: Path, tmp_path: Path
) -> None:
    root = copy_store(plan_root, tmp_path)
    app = open_app(root, "submissions", fiscal_year="2021")
    assert "お名前" in press(app).error[0].value
    app.text_input("person").set_value("事務局 田中")
    app.text_input("reminder_contact").set_value("田中\nBcc: x@example.com").run()
    press(app)
    assert not app.exception
    [file] = read_made("reminders_made")
    assert file.name == "催促_令和3年度.zip"
    mails = read_mails(file)
    assert len(mails) == 17
    mail = mails["中国フォーラム.eml"]
    assert set(mail.keys()) == {
        *("Date", "Subject", "To", "X-Unsent", "MIME-Version", "Content-Type")
    }
    forms = {form.get_filename(): form.get_content() for form in mail.iter_attachments()}
    assert "令和3年度_中国フォーラム_マッチング.xlsx" in forms
    sheet = openpyxl.load_workbook(io.BytesIO(forms["令和3年度_中国フォーラム_運営ノウハウ.xlsx"]))
    said = [str(cell.value) for row in sheet.worksheets[0].iter_rows(max_row=3) for cell in row]
    assert {"令和3年度（2021年度）　運営ノウハウ", "中国フォーラム"} <= set(said)
    with open_database(root) as database:
        entry = list_entries(database)[0]
    assert (entry.action, entry.by, len(entry.details["forums"])) == (REMIND, "事務局 田中", 17)


@pytest.fixture(scope="module")
def rights_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("reminding") / "real"
    fill_rights_store(root).close()
    return root


def test_addresses_are_shown_to_the_secretariat_alone(open_app: Open, rights_root: Path) -> None:
    for role in ("secretariat", "coordinator", "viewer"):
        for forum in (OWN, OTHER):
            app = open_app(rights_root, "submissions", address(role), fiscal_year="2020")
            app.selectbox("reminded").set_value(forum).run()
            assert not app.exception
            said = " ".join(str(each.value) for each in (*app.caption, *app.code, *app.markdown))
            links = [each.proto.url for each in app.get("link_button")]
            is_told = role == "secretariat" and forum == OWN
            assert ("宛先: coordinator" in said) == is_told
            assert [OWN for link in links if link.startswith("mailto:coordinator@")] == (
                [OWN] if is_told else []
            )
            assert bool(links) == (role == "secretariat")
