"""Mails for tests, written by hand as programs send them."""

from email.message import EmailMessage


def letter(
    text: str = "Der Bus der Linie 7 kam heute schon wieder nicht. Das ist unzumutbar!",
    *,
    number: int = 1,
    sender: str = "Ada Adler <ada@example.org>",
    subject: str = "Beschwerde",
    **headers: str,
) -> bytes:
    """Return a plain mail; `headers` are added, with _ for -."""
    mail = EmailMessage()
    mail["From"] = sender
    mail["To"] = "service@lindenau.example"
    mail["Subject"] = subject
    mail["Date"] = "Mon, 02 Nov 2026 08:15:00 +0100"
    mail["Message-ID"] = f"<{number}@example.org>"
    for name, value in headers.items():
        del mail[name.replace("_", "-")]
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail.as_bytes()
