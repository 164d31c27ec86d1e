from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from kunding.listen import pictures
from kunding.listen.pictures import PictureIsWrong, cleaned

GPS = 0x8825
ORIENTATION = 0x0112


def photo(kind: str = "JPEG", size: tuple[int, int] = (64, 48), mode: str = "RGB", **how: object) -> bytes:
    made = BytesIO()
    Image.new(mode, size, "green").save(made, kind, **how)
    return made.getvalue()


def exif(**tags: object) -> Image.Exif:
    told = Image.Exif()
    told[ORIENTATION] = 6  # held upright
    told[0x010F] = "A camera"
    told.get_ifd(GPS)[2] = (51.0, 20.0, 23.0)
    return told


def test_place_camera_and_comment_are_gone() -> None:
    sent = photo(exif=exif(), comment=b"taken at home", icc_profile=b"a profile")
    with Image.open(BytesIO(sent)) as before:
        assert before.getexif().get_ifd(GPS)
    with Image.open(BytesIO(cleaned(sent).content)) as kept:
        assert not kept.getexif()
        assert not {"comment", "icc_profile", "exif"} & set(kept.info)


def test_a_photo_stands_upright() -> None:
    picture = cleaned(photo(size=(64, 48), exif=exif()))
    assert (picture.width, picture.height) == (48, 64)


def test_what_hides_behind_a_photo_is_gone() -> None:
    hidden = b"<script>alert(1)</script>PK\x03\x04"
    assert hidden not in cleaned(photo() + hidden).content


@pytest.mark.parametrize(
    ("kind", "mode"), [("PNG", "RGBA"), ("PNG", "LA"), ("WEBP", "RGBA"), ("GIF", "P"), ("JPEG", "CMYK")]
)
def test_other_formats_become_jpeg(kind: str, mode: str) -> None:
    made = BytesIO()
    Image.new(mode, (40, 30)).save(made, kind)
    with Image.open(BytesIO(cleaned(made.getvalue()).content)) as kept:
        assert (kept.format, kept.mode, kept.size) == ("JPEG", "RGB", (40, 30))


def test_a_large_photo_is_made_smaller() -> None:
    picture = cleaned(photo(size=(5000, 1000)))
    assert picture.width == pictures.LONGEST_SIDE


def test_a_picture_that_unfolds_to_gigabytes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = photo("PNG", size=(8000, 8000), mode="1")
    assert len(bomb) < 50_000
    with pytest.raises(PictureIsWrong):
        cleaned(bomb)


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"GIF89a<script>alert(1)</script>",
        b"\xff\xd8\xff\xe0 no jpeg",
        b"%PDF-1.7",
        b"PK\x03\x04",
        photo()[:200],
    ],
)
def test_what_is_no_photo_is_refused(sent: bytes) -> None:
    with pytest.raises(PictureIsWrong):
        cleaned(sent)


def test_too_many_bytes_are_refused_unopened() -> None:
    with pytest.raises(PictureIsWrong):
        cleaned(photo() + bytes(pictures.MOST_BYTES))


WHOLE = photo("PNG") + photo("GIF")


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.integers(0, len(WHOLE)), st.sampled_from(["", "PNG", "JPEG", "GIF", "WEBP"]))
def test_no_bytes_do_anything_but_be_kept_or_refused(noise: bytes, cut: int, kind: str) -> None:
    whole = photo(kind) if kind else b""
    with suppress(PictureIsWrong):  # anything else fails the test
        assert cleaned(whole[:cut] + noise + whole[cut + len(noise) :]).content.startswith(b"\xff\xd8")
