"""A Japanese font of our own: from a pip package, subset once, independent of the system's.

Noto Sans CJK JP (SIL Open Font License 1.1) comes whole, 17 MB a weight. Pictures take a
copy cut to what Japanese text uses, under a family name that no system has, so that the
system's fonts can't step in; signs outside the cut are drawn from the whole font. The cut
lies beside the stores, with the licence beside it, and is made anew when the recipe changes.
"""

import importlib.metadata
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from exports.errors import ExportError

FAMILY = "Congress Sans JP"
WEIGHTS = ("regular", "bold")
PACKAGE = "noto_cjk_sans_jp_{weight}"
FOLDER_VARIABLE = "CONGRESS_FONTS"
FOLDER_NAME = "fonts"
#: Counted up with every change of what the cut holds.
RECIPE = 1
#: Signs beside those of Windows' Japanese code page: Latin letters, arrows, circled numbers,
#: boxes and shapes, CJK signs and units.
BLOCKS = (
    (0x0020, 0x007E),
    (0x00A0, 0x017F),
    (0x2010, 0x206F),
    (0x2190, 0x22FF),
    (0x2460, 0x25FF),
    (0x3000, 0x33FF),
    (0xFF00, 0xFFEF),
)


def find_font_folder() -> Path:
    """Where the cut fonts lie: beside the stores, or as CONGRESS_FONTS says."""
    from store.database import find_root  # the drawing process is told and needs no database

    return Path(os.environ.get(FOLDER_VARIABLE) or find_root().with_name(FOLDER_NAME))


def keep_fonts_beside(root: Path) -> None:
    """Where a command names a store of its own, this process and those that it starts find the
    fonts beside that one, unless CONGRESS_FONTS says otherwise."""
    os.environ.setdefault(FOLDER_VARIABLE, str(root.absolute().with_name(FOLDER_NAME)))


def prepare_fonts(folder: Path | None = None) -> Path:
    """The folder of the cut fonts, made when they are not there yet (some ten seconds, once).

    Where `folder` can't be written, a folder of the system's for passing files is taken.
    Raises ExportError without the font packages or without any folder to write.
    """
    sources = {weight: find_package_font(weight) for weight in WEIGHTS}
    folders = (folder or find_font_folder(), Path(tempfile.gettempdir()) / "congress-fonts")
    for place in folders:
        target = place / _name_cut(sources["regular"])
        if _is_complete(target) or _cut_fonts(sources, target):
            return target
    raise ExportError("no_font_folder", folder=str(folders[0]))


def find_package_font(weight: str) -> Path:
    """The whole font of a weight, in its pip package."""
    found = importlib.util.find_spec(PACKAGE.format(weight=weight))
    if found is None or found.origin is None:
        raise ExportError("no_fonts")
    fonts = sorted(Path(found.origin).parent.glob("*.otf"))
    if not fonts:
        raise ExportError("no_fonts")
    return fonts[0]


def find_font_file(folder: Path, weight: str) -> Path:
    return folder / f"{FAMILY.replace(' ', '')}-{weight}.otf"


def list_characters() -> set[int]:
    """Code points of the cut: Windows' Japanese set (JIS X 0208 and more) and `BLOCKS`.

    >>> {ord("髙"), ord("﨑"), ord("①"), ord("ヶ"), ord("～"), ord("◇")} <= list_characters()
    True
    """
    pairs = (bytes([lead, trail]) for lead in range(0x81, 0xFD) for trail in range(0x40, 0xFD))
    decoded = "".join(pair.decode("cp932", errors="ignore") for pair in pairs)
    signs = {code for first, last in BLOCKS for code in range(first, last + 1)}
    return signs | {ord(sign) for sign in decoded if not 0xE000 <= ord(sign) < 0xF900}


def cut_font(source: Path, target: Path, weight: str) -> None:
    """Write a font's cut under our family name (the OFL wants a name of its own)."""
    from fontTools import subset  # type: ignore[import-untyped]
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    options = subset.Options(layout_features=["ccmp", "kern"], name_IDs=[0, 13, 14])
    options.drop_tables += ["VORG", "vhea", "vmtx", "BASE", "DSIG"]
    font = TTFont(source, lazy=True)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=list_characters())
    cutter.subset(font)
    style = weight.capitalize()
    names = {1: FAMILY, 2: style, 4: f"{FAMILY} {style}", 6: f"{FAMILY.replace(' ', '')}-{style}"}
    for number, text in names.items():
        font["name"].setName(text, number, 3, 1, 0x409)
    font.save(target)


def _name_cut(source: Path) -> str:
    version = importlib.metadata.version(PACKAGE.format(weight="regular").replace("_", "-"))
    return f"{source.stem}-{version}-{RECIPE}"


def _is_complete(folder: Path) -> bool:
    return all(find_font_file(folder, weight).is_file() for weight in WEIGHTS)


def _cut_fonts(sources: dict[str, Path], target: Path) -> bool:
    """Cut both weights at once, in processes of their own; False where nothing can be written."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=target.parent))
    except OSError:
        return False
    try:
        workers = [_start_cutting(source, unfinished, name) for name, source in sources.items()]
        done = [worker.wait() == 0 for worker in workers]
        _copy_licence(sources["regular"], unfinished)
        return all(done) and _move_folder(unfinished, target)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _start_cutting(source: Path, folder: Path, weight: str) -> "subprocess.Popen[bytes]":
    command = [
        sys.executable,
        "-m",
        "exports.pictures.fonts",
        source,
        find_font_file(folder, weight),
    ]
    home = Path(__file__).parents[2]
    return subprocess.Popen([*map(str, command), weight], cwd=home, stdin=subprocess.DEVNULL)  # noqa: S603


def _copy_licence(source: Path, folder: Path) -> None:
    for licence in source.parent.parent.glob("noto_cjk_sans_jp_regular-*/licenses/LICENSE"):
        shutil.copyfile(licence, folder / "OFL.txt")


def _move_folder(unfinished: Path, target: Path) -> bool:
    """Rename the finished folder; another process may have been faster, which is as good."""
    try:
        os.replace(unfinished, target)
    except OSError:
        return _is_complete(target)
    target.chmod(0o755)  # mkdtemp's folders are closed to others
    return True


if __name__ == "__main__":
    cut_font(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
