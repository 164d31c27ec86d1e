"""Other people in what we wrote: the right of one person to know ends where another one's begins (Art. 15 (4))."""

import re
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext

from kunding.customers.queries.subject import Subject
from kunding.people.models import Person
from kunding.understand.queries.reader import current_reader
from kunding.understand.reader import redact


class Masks:
    """Covers everybody but the person who asks."""

    def __init__(self, subject: Subject) -> None:
        self._own = {part for name in subject.names for part in re.findall(r"\w+", name.lower())}
        self._subject = subject
        self._colleagues = [
            word for pair in Person.objects.values_list("name", "email") for word in pair if len(word) > 3
        ]

    def covered(self, texts: Sequence[str]) -> list[str]:
        """Return the texts with other people's names, numbers and addresses covered, colleagues' names too."""
        if not texts:
            return []
        readings = current_reader().read(list(texts))
        return [
            self._without_colleagues(
                redact(text, [span for span in spans if self._is_of_another(text, span)], language)
            )
            for text, spans, language in zip(texts, readings.spans, readings.language, strict=True)
        ]

    def _is_of_another(self, text: str, span: Sequence[object]) -> bool:
        start, end = int(str(span[0])), int(str(span[1]))
        words = set(re.findall(r"\w+", text[start:end].lower()))
        return not (self._subject.is_called(text[start:end]) or (words and words <= self._own))

    def _without_colleagues(self, text: str) -> str:
        for name in self._named(text):
            text = re.sub(re.escape(name), gettext("[one of us]"), text, flags=re.IGNORECASE)
        return text

    def _named(self, text: str) -> Iterable[str]:
        plain = text.lower()
        return [word for word in self._colleagues if word.lower() in plain]
