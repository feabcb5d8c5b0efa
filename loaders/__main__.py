"""`python -m loaders …`: see `loaders.command_line`.

The child that opens workbooks starts first, while this process loads what understands them.
"""

import sys
from collections.abc import Sequence

from loaders.opening.safe_open import WorkbookReader

#: the commands that open workbooks and need no store
OPENING = (["check"], ["annotate"])


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    arguments = sys.argv[1:] if arguments is None else arguments
    with WorkbookReader() as reader:
        if [*arguments[:1]] in OPENING:
            reader.start()
        from loaders.command_line import run

        return run(arguments, reader)


if __name__ == "__main__":
    sys.exit(main())
