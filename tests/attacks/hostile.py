"""Mails that were made to harm, small ones and large ones, each different and each time the same."""

import random
import zlib
from base64 import b64encode
from collections.abc import Callable, Iterator

Attack = Callable[[int, random.Random], bytes]


def headed(*lines: str, body: bytes = b"") -> bytes:
    """Return a mail with these headers before its body."""
    return "\n".join(["From: evil@example.org", *lines, "", ""]).encode() + body


def nested_parts(size: int, chance: random.Random) -> bytes:
    levels = (f"--b{n}\nContent-Type: multipart/mixed; boundary=b{n + 1}\n\n".encode() for n in range(size // 50))
    return headed("Content-Type: multipart/mixed; boundary=b0", body=b"".join(levels))


def nested_mails(size: int, chance: random.Random) -> bytes:
    return headed(body=b"").rstrip() + b"\n" + b"Content-Type: message/rfc822\n\n" * (size // 30)


def just_deep_enough(size: int, chance: random.Random) -> bytes:
    levels = (f"--b{n}\nContent-Type: multipart/mixed; boundary=b{n + 1}\n\n".encode() for n in range(25))
    return headed("Content-Type: multipart/mixed; boundary=b0", body=b"".join(levels) + b"x\n" * (size // 8))


def many_parts(size: int, chance: random.Random) -> bytes:
    return headed("Content-Type: multipart/mixed; boundary=b", body=b"--b\n\nx\n" * (size // 8))


def many_headers(size: int, chance: random.Random) -> bytes:
    return headed(*(f"X-{n}: y" for n in range(size // 8)), body=b"Hi")


def one_long_header(size: int, chance: random.Random) -> bytes:
    word = chance.choice(["a", '"a', "(", "<a@b.de>,", "=?utf-8?Q?a?= ", ";a=b", "\\", "[", "=?x?B?", "@"])
    name = chance.choice(["From", "To", "Subject", "References", "Content-Type", "Date", "Content-Disposition"])
    return headed(f"{name}: {word * (size // len(word) // 5)}", body=b"Hi")


def zip_bomb(size: int, chance: random.Random) -> bytes:
    bomb = b64encode(zlib.compress(b"\0" * size * 50, 9))
    return headed("Content-Type: application/zip", "Content-Transfer-Encoding: base64", body=bomb)


def slow_page(size: int, chance: random.Random) -> bytes:
    tag = chance.choice(
        ["<b>", "<a href=x><b>", "<table><tr><td>", "<b><p>", "<font><p></font>", "<", "<!--", "&", "<div><span>",
         "<svg><g>", "<select><option>", "<math><mi>", "<blockquote>", "<a a=1 ", "</p>", "<form>", "<li><ul>",
         "<![CDATA["]
    )  # fmt: skip
    return headed("Content-Type: text/html", body=(tag * (size // len(tag))).encode())


def slow_history(size: int, chance: random.Random) -> bytes:
    line = chance.choice(["Am x\n", "> " * 400 + "\n", "Am " + "schrieb " * 100 + ":x:\n", "Von: x\n", "-- \n", "--\n", "_" * 999 + "\n"])  # fmt: skip  # noqa: E501
    return headed(body=(line * (size // len(line))).encode())


def one_long_line(size: int, chance: random.Random) -> bytes:
    return headed(body=chance.choice([b"a", b"\0", b"\r", b" ", b"\xff", b">", b"=", b"\t"]) * size)


def lying_codes(size: int, chance: random.Random) -> bytes:
    charset = chance.choice(["utf-16", "punycode", "idna", "zip", "utf-7", "\0", "unicode_escape", "hz"])
    coding = chance.choice(["base64", "quoted-printable", "x-uuencode", "9bit", "7bit", "BASE64;x"])
    return headed(
        f"Content-Type: text/plain; charset={charset}",
        f"Content-Transfer-Encoding: {coding}",
        body=b"a-=2" * (size // 4),
    )


def noise(size: int, chance: random.Random) -> bytes:
    return chance.randbytes(size // 20)


def nothing(size: int, chance: random.Random) -> bytes:
    return b"\n" * chance.randrange(10)


ATTACKS: tuple[Attack, ...] = (
    nested_parts, nested_mails, just_deep_enough, many_parts, many_headers, one_long_header, zip_bomb, slow_page,
    slow_history, one_long_line, lying_codes, noise, nothing,
)  # fmt: skip

# Of a hundred mails so many are this large: most spam is small, and whoever means harm sends more.
SIZES = ((70, 3_000), (15, 50_000), (10, 400_000), (5, 2_000_000))
MEGABYTE = 1_000_000


def hundred_thousand_headers(chance: random.Random) -> bytes:
    return headed(*(f"X-Header-{n}: word" for n in range(100_000)), body=b"Hi")


def a_million_recipients(chance: random.Random) -> bytes:
    return headed("To: " + ", ".join(f"a{n}@b.example" for n in range(1_000_000)), body=b"Hi")


def a_million_recipients_folded(chance: random.Random) -> bytes:
    return headed("To: " + ",\n ".join(f"a{n}@b.example" for n in range(1_000_000)), body=b"Hi")


def a_bomb(chance: random.Random) -> bytes:
    pressed = zlib.compressobj(9)
    bomb = b"".join(pressed.compress(bytes(MEGABYTE)) for _ in range(200)) + pressed.flush()
    return headed("Content-Type: application/zip", "Content-Transfer-Encoding: base64", body=b64encode(bomb))


def words_in_base64(chance: random.Random) -> bytes:
    words = b64encode(b"Der Bus kam nicht. " * (25 * MEGABYTE // 19))
    return headed("Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64", body=words)


def a_page_in_base64(chance: random.Random) -> bytes:
    page = b64encode(b"<b><p>" * (4 * MEGABYTE))
    return headed("Content-Type: text/html", "Content-Transfer-Encoding: base64", body=page)


def slow_page_of_megabytes(chance: random.Random) -> bytes:
    return headed("Content-Type: text/html", body=b"<table><tr><td><b><font>" * (5 * MEGABYTE // 24))


def attachment(megabytes: int) -> Callable[[random.Random], bytes]:
    def made(chance: random.Random) -> bytes:
        return headed(
            "Content-Type: application/octet-stream; name=a.bin",
            "Content-Disposition: attachment; filename=a.bin",
            "Content-Transfer-Encoding: base64",
            body=b64encode(chance.randbytes(MEGABYTE) * (megabytes * 3 // 4)),
        )

    return made


def thirty_attachments(chance: random.Random) -> bytes:
    part = b"--b\nContent-Disposition: attachment; filename=a.bin\nContent-Transfer-Encoding: base64\n\n"
    parts = (part + b64encode(chance.randbytes(700_000)) + b"\n" for _ in range(30))
    return headed("Content-Type: multipart/mixed; boundary=b", body=b"".join(parts) + b"--b--\n")


def deep_and_long(chance: random.Random) -> bytes:
    return nested_parts(20 * MEGABYTE, chance)


GIANTS = (
    hundred_thousand_headers, a_million_recipients, a_million_recipients_folded, a_bomb, words_in_base64,
    a_page_in_base64, slow_page_of_megabytes, attachment(35), attachment(50), thirty_attachments, deep_and_long,
)  # fmt: skip


def hostile_mails(number: int) -> Iterator[bytes]:
    """Yield so many mails, the giants among the first, each attack in each size."""
    chance = random.Random(27)
    for place in range(number):
        made = GIANTS[place](chance) if place < len(GIANTS) else ATTACKS[place % len(ATTACKS)](_size(chance), chance)
        yield b"X-Place: %d\n" % place + made


def _size(chance: random.Random) -> int:
    return chance.choices([size for _, size in SIZES], [share for share, _ in SIZES])[0]
