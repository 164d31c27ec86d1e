"""What of a feedback is read: subject and text as one text, and its spans in each of them."""


def whole_text(*, subject: str, text: str) -> str:
    r"""Return the text that the reader reads: the customer's words, with the subject where it says something.

    >>> whole_text(subject="Abschlag", text="Viel zu hoch!")
    'Abschlag\nViel zu hoch!'
    """
    if not text or not subject or text.startswith(subject):
        return text or subject
    return f"{subject}\n{text}"
