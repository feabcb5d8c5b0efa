"""The acts and their rights, and the table of them that the docs show."""

from pathlib import Path

import pytest

from data.acts import Acts, load_acts
from data.declared import DeclarationError, read_declared
from loaders.returning.rights import TARGET, render_rights
from store.people.tokens import MAKE, REVOKE


def test_table_in_the_docs_is_the_declared_one() -> None:
    assert TARGET.read_text("utf-8") == render_rights()


def test_looking_changes_nothing_so_a_viewer_and_an_auditor_have_no_act() -> None:
    """But for tokens of their own, by which their tools look, too."""
    acts = load_acts().acts
    reaches = [act.reaches for name, act in acts.items() if name not in (MAKE, REVOKE)]
    assert {each["viewer"] for each in reaches} == {each["auditor"] for each in reaches} == {None}
    for role in ("viewer", "auditor"):
        assert [acts[name].reaches[role] for name in (MAKE, REVOKE)] == ["everywhere", "own"]
    assert {act.reaches["secretariat"] for act in acts.values()} == {"everywhere"}


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
