"""Photos from strangers: opened, made anew without anything but the picture itself, and bounded in size."""

from dataclasses import dataclass
from io import BytesIO

from django.utils.translation import gettext
from PIL import Image, ImageOps

MOST = 5  # photos that come with one message
MOST_BYTES = 10_000_000  # of one file as it was sent
MOST_PIXELS = 25_000_000  # of one picture as it was sent, all of which are unfolded in memory
MOST_PIXELS_OF_JPEG = 60_000_000  # which is unfolded in a smaller size: a telephone's largest has 50 million
LONGEST_SIDE = 2_400  # pixels of what is kept: a meter's figures stay readable
QUALITY = 85
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
MEDIA_TYPE = "image/jpeg"
PAPER = (255, 255, 255)


class PictureIsWrong(Exception):
    """What was sent is no photo that we can keep; the text says what to do."""


@dataclass(frozen=True)
class Picture:
    """A photo made anew as JPEG: no place, no camera, no comment, nothing hidden behind it."""

    content: bytes
    width: int
    height: int


def cleaned(content: bytes) -> Picture:
    """Return the photo made anew, upright, at most LONGEST_SIDE pixels long; raises PictureIsWrong."""
    if len(content) > MOST_BYTES:
        raise PictureIsWrong(gettext("The photo is larger than %(most)s MB.") % {"most": MOST_BYTES // 1_000_000})
    try:
        # The head alone is read here: what unfolds to more than it may is refused before it unfolds.
        with Image.open(BytesIO(content), formats=FORMATS) as sent:
            most = MOST_PIXELS_OF_JPEG if sent.format in {"JPEG", "MPO"} else MOST_PIXELS
            if sent.width * sent.height > most:
                raise PictureIsWrong(gettext("The photo has too many pixels: send it in a smaller size."))
            return _made_anew(sent)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PictureIsWrong(gettext("This file is no photo that we can open: send it as JPEG or PNG.")) from error


def _made_anew(sent: Image.Image) -> Picture:
    sent.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    upright = ImageOps.exif_transpose(sent)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    opaque = upright.convert("RGBA")
    # A new sheet takes over pixels only: what the file said beside them stays behind.
    sheet = Image.new("RGB", opaque.size, PAPER)
    sheet.paste(opaque, mask=opaque.getchannel("A"))
    kept = BytesIO()
    sheet.save(kept, "JPEG", quality=QUALITY, optimize=True)
    return Picture(kept.getvalue(), sheet.width, sheet.height)
