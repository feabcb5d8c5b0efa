"""`.ci/audit` passes on what pip-audit finds, and says so where nobody could be asked.

Python and pip-audit are stand-ins: the real ones would need the network.
"""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

AUDIT = Path(__file__).parents[1] / ".ci" / "audit"
#: Answers for "is the service there" with REACHED, and makes a venv whose pip-audit tells what it
#: was asked and ends with FOUND.
PYTHON = """#!/bin/sh
if [ "$1" = -c ]; then exit "$REACHED"; fi
mkdir -p "$3/bin"
printf '#!/bin/sh\\n' > "$3/bin/pip"
printf '#!/bin/sh\\necho "$@"\\nexit "$FOUND"\\n' > "$3/bin/pip-audit"
chmod +x "$3/bin/pip" "$3/bin/pip-audit"
"""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="CI's shell is POSIX")


def audit(folder: Path, reached: int, found: int) -> subprocess.CompletedProcess[str]:
    (folder / ".ci").mkdir()
    shutil.copy(AUDIT, folder / ".ci")
    stand_in = folder / "bin" / "python3"
    stand_in.parent.mkdir()
    stand_in.write_text(PYTHON)
    stand_in.chmod(0o755)
    told = {"PATH": f"{stand_in.parent}:{os.environ['PATH']}", "REACHED": str(reached)}
    return subprocess.run(
        [folder / ".ci" / "audit"],
        env={**os.environ, **told, "FOUND": str(found)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("found", [0, 1])
def test_what_pip_audit_finds_is_what_ci_ends_with(tmp_path: Path, found: int) -> None:
    done = audit(tmp_path, reached=0, found=found)
    assert done.returncode == found
    for wanted in ("--vulnerability-service osv", "-r requirements.txt -r requirements-dev.txt"):
        assert wanted in done.stdout


def test_service_that_can_not_be_reached_is_said(tmp_path: Path) -> None:
    done = audit(tmp_path, reached=1, found=1)
    assert done.returncode == 0
    assert done.stdout.startswith("NOT AUDITED: ")
