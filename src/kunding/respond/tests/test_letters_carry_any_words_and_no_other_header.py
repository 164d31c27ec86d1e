from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kunding.respond.post.message import File, Letter, LetterIsWrong, line, message_of
from kunding.respond.post.server import Server, ServerIsWrong, address_part, read_server

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
HEADERS = {"From", "To", "Reply-To", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "Content-Language",
           "Content-Type", "Content-Transfer-Encoding", "MIME-Version"}  # fmt: skip
WORDS = st.text(st.sampled_from('aB ß€😀é\r\n\t\0:<>@,;"\\=?_.-\u2028\x85漢ü'), max_size=150) | st.text(max_size=80)


def letter(**what: object) -> Letter:
    given = {
        "message_id": "<1@lindenau.example>",
        "sender": "Stadtwerke Lindenau <service@lindenau.example>",
        "to": "ada@example.org",
        "subject": "Re: Rechnung",
        "text": "Guten Tag",
        "written_at": NOW,
        "automatic": False,
    }
    return Letter(**{**given, **what})


def received(sent: Letter) -> EmailMessage:
    raw = message_of(sent).as_bytes()
    assert max(len(each) for each in raw.split(b"\r\n")) <= 998
    assert b"\n" not in raw.replace(b"\r\n", b"")
    return message_from_bytes(raw, policy=default)


@settings(max_examples=150, deadline=None)
@given(subject=WORDS, name=WORDS, text=WORDS)
def test_any_words_arrive_as_they_are_and_make_no_header(subject: str, name: str, text: str) -> None:
    mail = received(letter(subject=subject, text=text, in_reply_to=name, references=[name, subject]))
    assert set(mail.keys()) <= HEADERS
    assert len(mail.keys()) == len(set(mail.keys()))
    assert "".join(str(mail["Subject"]).split()) == "".join(line(subject)[:200].split())
    assert mail.get_body().get_content().split() == "".join(c for c in text if c >= " " or c in "\n\t\r").replace("\x7f", "").split()  # fmt: skip  # noqa: E501
    assert mail["To"] == "ada@example.org"


@pytest.mark.parametrize("to", ["", "ada", "ada@", "a@b\r\nBcc: eve@example.org", "ada@example.org, eve@example.org"])
def test_what_is_no_single_address_is_never_sent(to: str) -> None:
    with pytest.raises(LetterIsWrong, match="is no address"):
        message_of(letter(to=to))
    assert address_part(to) == ""


def test_names_domains_and_long_lines_beyond_ascii_are_right() -> None:
    mail = received(letter(sender="Bürger & Co. <service@lindenau.example>", to="ada@müller.example", text="ß" * 9_000))
    assert mail["From"].addresses[0].display_name == "Bürger & Co."
    assert mail["To"].addresses[0].domain == "xn--mller-kva.example"
    assert mail.get_body().get_content().strip() == "ß" * 9_000
    assert letter(to="ädä@müller.example").beyond_ascii


def test_files_keep_their_names() -> None:
    mail = received(letter(files=[File('Zähler "neu".pdf', "application/pdf", b"%PDF"), File("x", "odd", b"1")]))
    names = [(part.get_filename(), part.get_content()) for part in mail.iter_attachments()]
    assert names == [('Zähler "neu".pdf', b"%PDF"), ("x", b"1")]


def test_only_what_a_machine_wrote_says_so() -> None:
    assert received(letter())["Auto-Submitted"] is None
    assert received(letter(automatic=True))["Auto-Submitted"] == "auto-generated"


def test_a_number_that_we_made_up_for_a_mail_without_one_is_not_named() -> None:
    mail = received(letter(in_reply_to="<sha:abc@x>", references=["<1@a.example>", "<sha:b>"]))
    assert (mail["In-Reply-To"], mail["References"]) == (None, "<1@a.example>")


@pytest.mark.parametrize("address", ["mail.example.org", "https://mail.example.org", "smtp://", "smtp://a:b@c.example",
                                     "smtp://h:99999", "smtp://h/path", "smtp://h\r\nx"])  # fmt: skip
def test_what_is_no_server_gets_one_sentence_without_the_password(address: str) -> None:
    with pytest.raises(ServerIsWrong) as refusal:
        read_server(address, password="geheim")
    assert str(refusal.value).endswith(".")
    assert "a:b" not in str(refusal.value)


def test_a_server_is_named_by_an_address() -> None:
    assert read_server("") is None
    assert read_server("smtp://127.0.0.1:25") == Server("127.0.0.1", 25, encrypted=False)
    assert "geheim" not in repr(read_server("smtps://a@mail.example.org", password="geheim"))
