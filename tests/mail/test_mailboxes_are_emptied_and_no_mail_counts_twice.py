from base64 import b64encode
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kunding.conftest import Firm
from kunding.customers.models import Identity
from kunding.listen import files
from kunding.listen.actions import add_source, fetch_mail, look_now
from kunding.listen.actions import fetch as fetching
from kunding.listen.models import Attachment, Feedback, Mail, Mailbox, MailKind, Quarantine, Source
from kunding.listen.queries import mailbox_states, mailboxes_due, mails_unsorted
from kunding.listen.sources import mailbox as mailboxes
from kunding.listen.tests.letters import letter
from kunding.listen.tests.servers import ImapServer, deliver
from kunding.loop.actions.mail import sort_mails
from kunding.loop.stages import STAGES
from kunding.loop.worker import Worker
from kunding.trail.models import Entry

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
FIRST_STAGES = [stage for stage in STAGES if stage.name in {"fetch mail", "sort mail", "recognise customers"}]
pytestmark = pytest.mark.django_db


def drain(at: datetime = NOW) -> None:
    Worker(stages=FIRST_STAGES, clock=lambda: at).drain()


def waits_in(maildir: Path) -> int:
    return len(list((maildir / "new").iterdir()))


class TestAMaildir:
    def test_is_taken_wholly_and_each_mail_is_heard_once(self, maildir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(fetching, "MAILS_PER_LOOK", 10)
        monkeypatch.setattr(fetching, "MAILS_PER_BATCH", 4)
        add_source(kind="maildir", address=str(maildir), at=NOW)
        deliver(maildir, [letter(number=number) for number in range(23)])
        drain()
        assert Feedback.objects.count() == Mail.objects.filter(sorted_at=NOW).count() == 23
        assert waits_in(maildir) == 0
        assert {path.name[-4:] for path in (maildir / "cur").iterdir()} == {":2,S"}
        deliver(maildir, [letter(number=number) for number in range(23)])
        drain(NOW + timedelta(minutes=2))
        assert Feedback.objects.count() == 23
        assert waits_in(maildir) == 0

    def test_gives_feedback_its_words_its_time_and_its_customer(self, maildir: Path, firm: Firm) -> None:
        Identity.objects.create(kind="email", value="ada@example.org", customer=firm.customer)
        source = add_source(kind="maildir", address=str(maildir), name="Service", at=NOW)
        deliver(maildir, [letter("Zu teuer!\n\n-- \nAda")])
        drain()
        kept = Feedback.objects.get()
        assert (kept.text, kept.subject, kept.author, kept.channel) == (
            "Zu teuer!",
            "Beschwerde",
            "ada@example.org",
            "mail",
        )
        assert (kept.said_at, kept.arrived_at) == (datetime(2026, 11, 2, 7, 15, tzinfo=UTC), NOW)
        assert (kept.source, kept.customer, kept.reference) == (source, firm.customer, "1@example.org")
        assert source.is_addressed
        assert kept.mail.message_id == "1@example.org"
        assert files.read(kept.mail.digest) == letter("Zu teuer!\n\n-- \nAda")

    def test_with_links_pipes_and_folders_in_it_is_read_past_them(self, maildir: Path, tmp_path: Path) -> None:
        (tmp_path / "secret").write_bytes(letter("Geheim"))
        (maildir / "new" / "a-link").symlink_to(tmp_path / "secret")
        (maildir / "new" / "a-folder").mkdir()
        add_source(kind="maildir", address=str(maildir), at=NOW)
        deliver(maildir, [letter()])
        drain()
        assert Feedback.objects.count() == 1

    def test_that_vanished_is_told_in_a_sentence_and_tried_after_growing_pauses(self, maildir: Path) -> None:
        source = add_source(kind="maildir", address=str(maildir), at=NOW)
        maildir.rename(maildir.with_name("elsewhere"))
        at = NOW
        for failures, minutes in enumerate((1, 2, 4), 1):
            drain(at)
            box = Mailbox.objects.get()
            assert (box.failures, box.next_look_at - at) == (failures, timedelta(minutes=minutes))
            assert (box.failing_since, mailbox_states()[0].failure) == (NOW, "The folder is not there.")
            at = box.next_look_at
        maildir.with_name("elsewhere").rename(maildir)
        deliver(maildir, [letter()])
        drain(at)
        box = Mailbox.objects.get()
        assert (box.failures, box.failing_since, box.failure, box.looked_at) == (0, None, "", at)
        assert Feedback.objects.get().source == source

    def test_is_due_a_minute_after_a_look_or_when_somebody_asks(self, maildir: Path) -> None:
        add_source(kind="maildir", address=str(maildir), at=NOW)
        drain()
        assert not mailboxes_due(NOW + timedelta(seconds=59)).exists()
        assert mailboxes_due(NOW + timedelta(seconds=60)).exists()
        assert look_now(at=NOW) == 1
        assert mailboxes_due(NOW).exists()

    def test_is_looked_into_by_one_worker_at_a_time(self, maildir: Path) -> None:
        add_source(kind="maildir", address=str(maildir), at=NOW)
        deliver(maildir, [letter()])
        key = Mailbox.objects.get().pk
        assert fetching._claimed(key, NOW)
        assert fetch_mail(keys=[key], at=NOW) == 0
        assert fetch_mail(keys=[key], at=NOW + timedelta(minutes=3)) == 1


class TestAnImapMailbox:
    def test_is_emptied_and_its_mails_are_heard_once(self, imap: ImapServer) -> None:
        add_source(kind="imap", address=imap.address(), name="Service", at=NOW)
        imap.deliver(letter(number=number) for number in range(7))
        drain()
        assert (Feedback.objects.count(), imap.waiting()) == (7, 0)
        imap.deliver([letter(number=3)])
        drain(NOW + timedelta(minutes=2))
        assert (Feedback.objects.count(), imap.waiting()) == (7, 0)

    def test_keeps_mails_in_a_folder_where_its_address_says_so(self, imap: ImapServer) -> None:
        add_source(kind="imap", address=imap.address("?move=Erledigt"), name="Service", at=NOW)
        imap.deliver([letter(), letter(number=2)])
        drain()
        assert (Feedback.objects.count(), imap.waiting(), imap.waiting("Erledigt")) == (2, 0, 2)

    def test_gives_only_the_beginning_of_a_mail_that_is_too_large(
        self, imap: ImapServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("kunding.listen.sources.imap.server.LARGEST_MAIL", 5_000)
        monkeypatch.setattr("kunding.listen.sources.imap.server.BEGINNING", 2_000)
        monkeypatch.setattr(mailboxes, "LARGEST_MAIL", 5_000)
        add_source(kind="imap", address=imap.address(), name="Service", at=NOW)
        imap.deliver([letter("x " * 20_000, subject="Mit Film"), letter(number=2)])
        drain()
        aside = Quarantine.objects.get()
        assert (aside.reason, aside.sender, aside.subject) == ("too_large", "ada@example.org", "Mit Film")
        assert aside.size > 40_000
        assert len(files.read(aside.digest)) == 2_000
        assert (Feedback.objects.count(), imap.waiting(), imap.waiting("Kunding-too-large")) == (1, 0, 1)

    @pytest.mark.parametrize(
        ("address", "password", "told"),
        [
            ("imap://service@127.0.0.1:{port}/INBOX", "falsch", "login_refused"),
            ("imap://service@127.0.0.1:{port}/INBOX", "", "password_missing"),
            ("imap://service@127.0.0.1:{port}/Nowhere", "geheim", "missing"),
            ("imap://service@127.0.0.1:1/INBOX", "geheim", "unreachable"),
            ("imaps://service@127.0.0.1:{port}/INBOX", "geheim", "not_trusted"),
        ],
    )
    def test_that_fails_says_why(self, imap: ImapServer, settings, address: str, password: str, told: str) -> None:
        settings.ENVIRONMENT = type(settings.ENVIRONMENT)({"KUNDING_MAIL_PASSWORD_SERVICE": password})
        add_source(kind="imap", address=address.format(port=imap.port), name="Service", at=NOW)
        drain()
        assert Mailbox.objects.get().failure == told


class TestSorting:
    def test_hears_people_and_keeps_what_programs_write(self, maildir: Path) -> None:
        add_source(kind="maildir", address=str(maildir), at=NOW)
        away = letter("Ich bin im Urlaub.", number=2, Auto_Submitted="auto-replied")
        bounce = letter("unknown user", number=3, sender="MAILER-DAEMON@x.example", subject="Undelivered Mail")
        answer = letter("Danke!", number=4, In_Reply_To="<out@lindenau.example>")
        deliver(maildir, [letter(), away, bounce, answer])
        drain()
        kinds = dict(Mail.objects.values_list("kind", "feedback__text"))
        assert set(kinds) == set(MailKind.values) - {MailKind.SPAM}
        assert [kind for kind, text in kinds.items() if text is None] == ["automatic", "bounce"]
        assert not mails_unsorted(NOW).exists()

    def test_a_second_time_does_nothing(self, maildir: Path) -> None:
        add_source(kind="maildir", address=str(maildir), at=NOW)
        deliver(maildir, [letter()])
        drain()
        entries = Entry.objects.count()
        sort_mails(keys=list(Mail.objects.values_list("pk", flat=True)), at=NOW)
        assert (Feedback.objects.count(), Entry.objects.count()) == (1, entries)

    def test_gives_the_feedback_its_files(self, maildir: Path) -> None:
        add_source(kind="maildir", address=str(maildir), at=NOW)
        deliver(maildir, [with_photo()])
        drain()
        photo = Attachment.objects.get()
        assert (photo.feedback, photo.name, photo.media_type) == (
            Feedback.objects.get(),
            "Rechnung Nr_ 7.png",
            "image/png",
        )
        assert files.read(photo.digest) == b"\x89PNG picture"


class TestTwentyMailsWithOneNumber:
    def test_and_the_same_words_are_one_feedback(self, maildir: Path) -> None:
        add_source(kind="maildir", address=str(maildir), at=NOW)
        deliver(maildir, [letter(X_Way=str(way)) for way in range(20)])
        drain()
        assert (Feedback.objects.count(), Quarantine.objects.count()) == (1, 0)

    def test_but_other_words_are_one_feedback_and_nothing_is_lost(self, maildir: Path) -> None:
        add_source(kind="maildir", address=str(maildir), at=NOW)
        deliver(maildir, [letter(f"Beschwerde Nummer {number}") for number in range(20)])
        drain()
        assert (Feedback.objects.count(), Quarantine.objects.filter(reason="other_words").count()) == (1, 19)

    def test_in_two_mailboxes_is_one_feedback(self, maildir: Path, tmp_path: Path) -> None:
        other = tmp_path / "info"
        for folder in ("new", "cur", "tmp"):
            (other / folder).mkdir(parents=True)
        for box in (maildir, other):
            add_source(kind="maildir", address=str(box), at=NOW)
            deliver(box, [letter(Delivered_To=f"{box.name}@lindenau.example")])
        drain()
        assert (Source.objects.count(), Feedback.objects.count()) == (2, 1)


def with_photo() -> bytes:
    return (
        b"From: ada@example.org\nSubject: Foto\nMessage-ID: <9@x>\nMIME-Version: 1.0\n"
        b'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/plain\n\nSiehe Foto.\n'
        b'--b\nContent-Type: image/png; name="x"\nContent-Transfer-Encoding: base64\n'
        b'Content-Disposition: attachment; filename="../../Rechnung Nr: 7.png"\n\niVBORyBwaWN0dXJl\n--b--\n'
    ).replace(b"iVBORyBwaWN0dXJl", b64encode(b"\x89PNG picture"))
