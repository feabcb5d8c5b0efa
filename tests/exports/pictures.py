"""Reading pictures back: their size, and dark pixels where text belongs."""

import io

from PIL import Image

DARK = 110


def open_png(content: bytes) -> Image.Image:
    """In shades of grey, on white where the picture is transparent."""
    picture = Image.open(io.BytesIO(content)).convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture).convert("L")


def count_dark(content: bytes, left: float, top: float, right: float, bottom: float) -> int:
    """Dark pixels in a part of a PNG; the ends are shares of its width and height."""
    picture = open_png(content)
    wide, high = picture.size
    part = picture.crop((int(left * wide), int(top * high), int(right * wide), int(bottom * high)))
    return sum(part.histogram()[:DARK])
