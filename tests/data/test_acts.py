"""The acts and their rights, and the table of them that the docs show."""

from pathlib import Path

import pytest

from data.acts import Acts, load_acts
from data.declared import DeclarationError, read_declared
from loaders.returning.rights import TARGET, render_rights


def test_table_in_the_docs_is_the_declared_one() -> None:
    assert TARGET.read_text("utf-8") == render_rights()


def test_looking_changes_nothing_so_a_viewer_and_an_auditor_have_no_act() -> None:
    reaches = [act.reaches for act in load_acts().acts.values()]
    assert {each["viewer"] for each in reaches} == {each["auditor"] for each in reaches} == {None}
    assert {each["secretariat"] for each in reaches} == {"everywhere"}


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ('[acts.a]\nname = "x"\nviewer = "somewhere"', "somewhere"),
        ('[acts.a]\nname = "x"\nboss = "own"', "boss"),
        ('[acts.a]\nname = ""', "name"),
        ("", "without a name"),
    ],
)
def test_mistake_is_named(tmp_path: Path, toml: str, said: str) -> None:
    roles = '[roles]\nviewer = "閲覧"\ncoordinator = "担当"\nsecretariat = "事務局"\n'
    roles += 'auditor = "監査"\n' if toml else ""
    (tmp_path / "acts.toml").write_text(f"{roles}\n{toml or '[acts]'}", "utf-8")
    with pytest.raises(DeclarationError, match=f"acts.toml.*{said}|{said}"):
        read_declared(tmp_path / "acts.toml", Acts)
