"""HTML into plain text. What was quoted is marked with "> ", as in plain mails."""

import re
from html.parser import HTMLParser

import nh3

from kunding.listen.sources.mail import limits

_TAGS = {"p", "div", "br", "li", "ul", "ol", "tr", "td", "th", "table", "blockquote", "hr", "pre", "a", "h1", "h2", "h3", "h4", "h5", "h6"}  # fmt: skip  # noqa: E501
_WITH_CONTENT = {"script", "style", "title", "head", "template", "noscript", "svg", "math", "object", "textarea"}
_LINE = {"div", "tr", "table", "ul", "ol", "pre", "li", "br"}
_PARAGRAPH = {"p", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "hr"}
_QUOTE_IDS = {"divrplyfwdmsg", "stopspelling", "appendonsend", "mail-editor-reference-message-container"}
_QUOTE_CLASSES = {"gmail_quote", "moz-cite-prefix", "yahoo_quoted", "protonmail_quote", "gmx_quote"}
_OPENING = re.compile(r"<[a-zA-Z!/?]")
_VOID = {"br", "hr"}


def text_of(html: str) -> str:
    r"""Return the words of a page, a line for each block; cut where the page is longer than its limit.

    >>> text_of("<style>p{}</style><p>Guten&nbsp;Tag,<br>die Rechnung<blockquote>alt</blockquote>")
    'Guten Tag,\ndie Rechnung\n\n> alt'
    """
    writer = _Writer()
    writer.feed(nh3.clean(_cut(html), tags=_TAGS, clean_content_tags=_WITH_CONTENT, attributes={"*": {"class", "id"}}, link_rel=None))  # fmt: skip  # noqa: E501
    writer.close()
    return writer.text()


def _cut(html: str) -> str:
    """Cut before the time of sanitising can grow with the square of the page."""
    short = html[: limits.HTML_BYTES]
    for number, tag in enumerate(_OPENING.finditer(short)):
        if number >= limits.HTML_TAGS:
            return short[: tag.start()]
    return short


class _Writer(HTMLParser):
    """Writes what a sanitised page says, line by line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.line: list[str] = []
        self.quotes = 0
        self.history = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._break(tag)
        given = dict(attrs)
        classes = set((given.get("class") or "").lower().split())
        is_history = (given.get("id") or "").lower() in _QUOTE_IDS or bool(classes & _QUOTE_CLASSES)
        if is_history and not self.history:
            self._end_line()
            self.history = True
            self.lines.append(HISTORY)
        if tag == "blockquote":
            self.quotes += 1
        elif tag == "li":
            self.line.append("- ")
        elif tag in {"td", "th"}:
            self.line.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            self._break(tag)
        if tag == "blockquote":
            self.quotes = max(0, self.quotes - 1)

    def handle_data(self, data: str) -> None:
        self.line.append(re.sub(r"\s+", " ", data))

    def text(self) -> str:
        self._end_line()
        return re.sub(r"\n{3,}", "\n\n", "\n".join(self.lines)).strip()

    def _break(self, tag: str) -> None:
        if tag in _LINE or tag in _PARAGRAPH:
            self._end_line(always=tag == "br")
        if tag in _PARAGRAPH and self.lines and self.lines[-1]:
            self.lines.append("")

    def _end_line(self, *, always: bool = False) -> None:
        line = " ".join("".join(self.line).split())
        self.line.clear()
        if line or (always and self.lines and self.lines[-1]):
            self.lines.append(("> " * min(self.quotes, 3) + line).rstrip())


# A line of its own where a mail program marks that history begins; no mail can hold this letter itself.
HISTORY = "\x1e"
