"""A command line run in this process: one of its own takes longer to start than most commands."""

import io
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Main = Callable[[Sequence[str]], int]


def run_here(main: Main, *arguments: str | Path, **variables: str | Path) -> CompletedProcess[str]:
    """What `main` prints and how it ends; `variables` stand in the environment meanwhile."""
    command = [*map(str, arguments)]
    printed, told = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(printed), redirect_stderr(told):
        for name, value in variables.items():
            patch.setenv(name, str(value))
        try:
            code = main(command)
        except SystemExit as ended:  # as argparse ends a wrong usage
            code = ended.code if isinstance(ended.code, int) else 1
    return CompletedProcess(command, code, printed.getvalue(), told.getvalue())
