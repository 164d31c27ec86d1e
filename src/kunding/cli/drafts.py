"""A draft's text out of a file: plain text, Markdown, HTML, e-mail or Word document; - is standard input."""

import email
import email.policy
import re
import sys
import zipfile
from email.message import EmailMessage
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from xml.parsers import expat

MOST = 8 * 1024 * 1024  # bytes of a file, and of the text in a document when unpacked
_BLOCKS = frozenset(
    ("p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "blockquote")
)
_SILENT = ("script", "style", "head", "template")


class UnreadableDraft(ValueError):
    """A file holds no text that can be read."""


def read_draft(file: Path) -> str:
    """The text of a file; raises UnreadableDraft with a sentence where there is none."""
    raw = _bytes(file)
    try:
        text = _READERS.get(file.suffix.lower(), _plain)(raw)
    except (UnreadableDraft, zipfile.BadZipFile, expat.ExpatError, KeyError, LookupError, ValueError) as error:
        why = str(error) if isinstance(error, UnreadableDraft) else "its contents do not fit its ending"
        raise UnreadableDraft(f"{file} cannot be read: {why}.") from error
    if not text.strip():
        raise UnreadableDraft(f"{file} cannot be read: it holds no text.")
    return text


def _bytes(file: Path) -> bytes:
    if str(file) == "-":
        raw = sys.stdin.buffer.read(MOST + 1)
    elif not file.is_file():
        raise UnreadableDraft(f"{file} cannot be read: there is no such file.")
    else:
        try:
            with file.open("rb") as opened:
                raw = opened.read(MOST + 1)
        except OSError as error:
            raise UnreadableDraft(f"{file} cannot be read: {error.strerror or error}.") from error
    if len(raw) > MOST:
        raise UnreadableDraft(f"{file} cannot be read: it is larger than {MOST // 1024**2} MB.")
    return raw


def _plain(raw: bytes) -> str:
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16").replace("\r\n", "\n")
    if b"\0" in raw:
        raise UnreadableDraft("it is no text; TXT, MD, HTML, EML and DOCX can be read")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    return text.replace("\r\n", "\n")


def _html(raw: bytes) -> str:
    reader = _Words()
    reader.feed(_plain(raw))
    reader.close()
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]*\n[ \t]*", "\n", "".join(reader.words))).strip()


class _Words(HTMLParser):
    """Collects what a browser would show."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Blocks begin a line."""
        self.silent += tag in _SILENT
        if tag in _BLOCKS:
            self.words.append("\n" if tag in ("br", "li", "tr") else "\n\n")

    def handle_endtag(self, tag: str) -> None:
        """What is not shown ends."""
        self.silent = max(0, self.silent - (tag in _SILENT))
        if tag in _BLOCKS:
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        """Words that are shown."""
        if not self.silent:
            self.words.append(re.sub(r"\s+", " ", data))


def _mail(raw: bytes) -> str:
    message = email.message_from_bytes(raw, policy=email.policy.default)
    if not isinstance(message, EmailMessage) or not message.keys():
        raise UnreadableDraft("it is no e-mail")
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        raise UnreadableDraft("the e-mail holds no text")
    content = str(body.get_content())
    return _html(content.encode()) if body.get_content_subtype() == "html" else content.replace("\r\n", "\n")


def _document(raw: bytes) -> str:
    """Paragraphs of a Word document; unpacks at most MOST bytes and accepts no entities of its own."""
    with zipfile.ZipFile(BytesIO(raw)) as packed, packed.open("word/document.xml") as opened:
        xml = opened.read(MOST + 1)
    if len(xml) > MOST:
        raise UnreadableDraft("unpacked it is far too large")
    words: list[str] = []
    inside: list[str] = []

    def begin(name: str, _: object) -> None:
        inside.append(name)
        if name in ("w:br", "w:cr"):
            words.append("\n")
        elif name == "w:tab":
            words.append(" ")

    def end(name: str) -> None:
        inside.pop()
        if name == "w:p":
            words.append("\n\n")

    def said(data: str) -> None:
        if inside and inside[-1] == "w:t":
            words.append(data)

    def refuse(*_: object) -> None:
        raise UnreadableDraft("it declares a document type, which Word documents do not")

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = said, refuse
    parser.Parse(xml, True)
    return re.sub(r"\n{3,}", "\n\n", "".join(words)).strip()


_READERS = {".html": _html, ".htm": _html, ".eml": _mail, ".docx": _document}
