from base64 import encodebytes
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kunding.listen.sources.mail import Bounced, Kind, ParsedMail, Sender, parse

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
PLAIN = b"From: Ada <ada@example.org>\nSubject: Frage\nMessage-ID: <1@x>\nDate: Mon, 2 Nov 2026 08:15:00 +0100\n"


def read(raw: bytes | str) -> ParsedMail:
    return parse(raw.encode() if isinstance(raw, str) else raw, received_at=NOW)


def said(text: str, kind: str = "text/plain; charset=utf-8") -> ParsedMail:
    return read(PLAIN.decode() + f"Content-Type: {kind}\nContent-Transfer-Encoding: 8bit\n\n{text}")


class TestHeaders:
    def test_of_a_usual_mail(self) -> None:
        mail = read(PLAIN + b"To: service@x.de, Kim <kim@x.de>\nCc: KIM@x.de\n\nGuten Tag")
        assert (mail.message_id, mail.kind, mail.sender) == ("1@x", Kind.NEW, Sender("ada@example.org", "Ada"))
        assert mail.recipients == ("service@x.de", "kim@x.de")
        assert (mail.subject, mail.text, mail.said_at) == (
            "Frage",
            "Guten Tag",
            datetime(2026, 11, 2, 7, 15, tzinfo=UTC),
        )

    @pytest.mark.parametrize(
        ("raw", "meant"),
        [
            (b"=?UTF-8?Q?Stra=C3=9Fenbahn?=", "Straßenbahn"),
            (b"=?utf-8?B?U3RyYcOf?=\n =?utf-8?B?ZW5iYWhu?=", "Straßenbahn"),
            (b"=?utf-8?B?U3RyYcM=?= =?utf-8?B?n2VuYmFobg==?=", "Straßenbahn"),
            (b"=?iso-8859-1?Q?Stra=DFenbahn_f=E4llt_aus?=", "Straßenbahn fällt aus"),
            ("Straßenbahn fällt aus".encode(), "Straßenbahn fällt aus"),
            ("Straßenbahn".encode("latin-1"), "Straßenbahn"),
            (b"=?unknown-8bit?B?U3RyYcOfZQ==?=", "Straße"),
            (b"=?utf-8?B?U3RyYcOfZQ?=", "Straße"),
            (b"=?utf-8?Q?kaputt", "=?utf-8?Q?kaputt"),
            (b"Re: =?utf-8*de?Q?Gr=C3=BC=C3=9Fe?= an alle", "Re: Grüße an alle"),
            (b"a\x00b\x07c", "abc"),
        ],
    )
    def test_are_decoded_also_where_they_are_broken(self, raw: bytes, meant: str) -> None:
        assert read(b"From: a@b.de\nSubject: " + raw + b"\n\nHi").subject == meant

    @pytest.mark.parametrize(
        ("line", "sender"),
        [
            ("Ada Adler <Ada@Example.ORG>", Sender("ada@example.org", "Ada Adler")),
            ('"Adler, Ada" <ada@example.org>', Sender("ada@example.org", "Adler, Ada")),
            ("=?utf-8?Q?J=C3=BCrgen?= <j@x.de>", Sender("j@x.de", "Jürgen")),
            ("ada@example.org", Sender("ada@example.org")),
            ("Ada Adler ada@example.org", Sender("ada@example.org", "Ada Adler ada@example.org")),
            ("Ada Adler", Sender("", "Ada Adler")),
            ("<>", Sender()),
            ("", Sender()),
        ],
    )
    def test_say_who_wrote(self, line: str, sender: Sender) -> None:
        found = read(f"From: {line}\nSubject: x\n\nHi").sender
        assert (found.address, sender.name in found.name) == (sender.address, True)

    @pytest.mark.parametrize(
        "date",
        ["", "gestern", "Mon, 2 Nov 2099 08:15:00 +0100", "Thu, 1 Jan 1970 00:00:00 +0000", "99999999999999", "1"],
    )
    def test_with_an_absurd_date_mean_the_moment_of_arrival(self, date: str) -> None:
        assert read(f"From: a@b.de\nDate: {date}\n\nHi").said_at == NOW

    def test_without_a_number_get_a_digest_of_all_bytes(self) -> None:
        one, same, other = (read(f"From: a@b.de\n\n{word}").message_id for word in ("Hi", "Hi", "Ho"))
        assert one == same != other
        assert one.startswith("sha:")
        assert not read("From: a@b.de\nMessage-ID: <sha:1234>\n\nHi").message_id.startswith("sha:1234")

    def test_name_the_mails_that_are_answered_the_last_one_last(self) -> None:
        mail = read(PLAIN + b"References: <a@x> <b@x>\n <c@x>\nIn-Reply-To: <b@x>\n\nHi")
        assert (mail.kind, mail.references) == (Kind.REPLY, ("a@x", "c@x", "b@x"))


class TestWords:
    @pytest.mark.parametrize(
        ("content", "charset"),
        [
            ("Grüße aus Köln".encode(), "utf-8"),
            ("Grüße aus Köln".encode(), "iso-8859-1"),
            ("Grüße aus Köln".encode("latin-1"), "utf-8"),
            ("Grüße aus Köln".encode("latin-1"), "us-ascii"),
            ("Grüße aus Köln".encode("cp1252"), "martian"),
            ("Grüße aus Köln".encode("utf-16"), "utf-16"),
            ("Grüße aus Köln".encode(), "zip"),
            ("Grüße aus Köln".encode(), "punycode"),
        ],
    )
    def test_are_read_whatever_the_mail_says_about_their_letters(self, content: bytes, charset: str) -> None:
        from_base64 = encodebytes(content)
        head = PLAIN + f"Content-Type: text/plain; charset={charset}\n".encode()
        assert read(head + b"Content-Transfer-Encoding: base64\n\n" + from_base64).text == "Grüße aus Köln"

    def test_come_from_the_plain_part_or_from_the_page(self) -> None:
        both = (
            PLAIN.decode() + 'Content-Type: multipart/alternative; boundary="b"\n\n--b\nContent-Type: text/plain\n\n'
            "{plain}\n--b\nContent-Type: text/html\n\n<html><style>p {{x}}</style><p>Der <b>Aufzug</b> steht seit "
            "Wochen still, und niemand kümmert sich darum.</p><p>Was nun?</p><script>alert(1)</script></html>\n--b--\n"
        )
        long = "Der Aufzug steht seit Wochen still, und niemand kümmert sich."
        assert read(both.format(plain=long)).text == long
        page = "Der Aufzug steht seit Wochen still, und niemand kümmert sich darum.\n\nWas nun?"
        assert read(both.format(plain="Bitte HTML einschalten.")).text == page
        assert read(both.format(plain="")).text == page

    def test_of_several_parts_stand_below_each_other(self) -> None:
        mail = read(
            PLAIN + b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nOben\n--b\nContent-Type: image/png\n\nx\n"
            b"--b\nContent-Type: text/plain\n\nUnten\n--b--"
        )
        assert mail.text == "Oben\n\nUnten"
        assert [file.name for file in mail.attachments] == ["attachment"]

    def test_that_were_wrapped_are_joined(self) -> None:
        assert said("Der Bus \nkam nicht.\n\nAda", "text/plain; format=flowed").text == "Der Bus kam nicht.\n\nAda"


NEW = "Das stimmt so nicht."
OLD = "Ihre Rechnung ist richtig."


class TestWhatWasSaidBefore:
    @pytest.mark.parametrize(
        "text",
        [
            f"{NEW}\n\nAm 3. Mai 2026 um 10:12 schrieb Service <service@x.de>:\n> {OLD}\n> Gruß",
            f"{NEW}\n\nAm Mo., 3. Mai 2026 um 10:12 Uhr schrieb Service Lindenau <\nservice@x.de>:\n\n> {OLD}",
            f"{NEW}\n\nOn Mon, May 3, 2026 at 10:12 AM Service <service@x.de> wrote:\n\n> {OLD}",
            f"{NEW}\n\n-----Ursprüngliche Nachricht-----\nVon: Service\nGesendet: Montag\nAn: Ada\n\n{OLD}",
            f"{NEW}\n\n-----Original Message-----\nFrom: Service\n\n{OLD}",
            f"{NEW}\n\nVon: Service <s@x.de>\nGesendet: Montag, 3. Mai 2026 10:12\nAn: Ada\nBetreff: AW\n\n{OLD}",
            f"{NEW}\n\n________________________________\nVon: Service\nDatum: Montag\nBetreff: x\n{OLD}",
            f"{NEW}\n\n*Von:* Service\n*Gesendet:* Montag\n*An:* Ada\n\n{OLD}",
            f"Am 3.5.26 schrieb Service:\n> {OLD}\n\n{NEW}",
            f"Service schrieb am 03.05.2026 um 10:12:\n> {OLD}\n\n{NEW}",
            f"Am 3.5.2026 10:12, schrieb Service:\n> {OLD}\n{NEW}\n> Gruß",
        ],
    )
    def test_is_kept_apart(self, text: str) -> None:
        mail = said(text)
        assert mail.text == NEW
        assert OLD in mail.quoted

    @pytest.mark.parametrize(
        "page",
        [
            f"<p>{NEW}</p><blockquote type=cite>{OLD}</blockquote>",
            f'<div dir=ltr>{NEW}</div><br><div class="gmail_quote"><div class="gmail_attr">Am Mo. schrieb S:<br></div>'
            f"<blockquote>{OLD}</blockquote></div>",
            f"<p>{NEW}</p><div id=divRplyFwdMsg><b>Von:</b> Service<br><b>Gesendet:</b> Montag</div><p>{OLD}</p>",
            f'<p>{NEW}</p><div class="moz-cite-prefix">Am 3.5. schrieb S:<br></div><blockquote>{OLD}</blockquote>',
            f"<div>{NEW}</div><div><b>Von:</b> S<br><b>Gesendet:</b> Montag<br><b>An:</b> Ada<br></div><p>{OLD}</p>",
        ],
    )
    def test_is_kept_apart_in_pages_too(self, page: str) -> None:
        mail = said(page, "text/html; charset=utf-8")
        assert mail.text == NEW
        assert OLD in mail.quoted

    @pytest.mark.parametrize(
        "text",
        [
            "Am Montag schrieb ich Ihnen schon einmal: Der Bus kam nicht.\nUnd heute wieder nicht!",
            "Von: Leipzig\nnach Halle fuhr kein Zug.",
            "Ich schrieb am Montag, dass der Aufzug steht.",
            "Folgendes:\n- die Rechnung\n- die Mahnung",
            "On Monday I wrote to you.\nNobody answered.",
        ],
    )
    def test_is_not_seen_where_there_is_nothing(self, text: str) -> None:
        mail = said(text)
        assert (mail.text, mail.quoted, mail.signature) == (text, "", "")

    def test_counts_as_new_where_there_is_nothing_else(self) -> None:
        forwarded = f"Von: Kunde <k@x.de>\nGesendet: Montag\nAn: Ada\nBetreff: Ärger\n\n{OLD}"
        assert said(forwarded).text == forwarded

    @pytest.mark.parametrize(
        "line", ["-- \nAda Adler\nTel. 0341", "--\nAda", "Von meinem iPhone gesendet", "Sent from my iPhone"]
    )
    def test_nor_is_a_signature_part_of_the_words(self, line: str) -> None:
        mail = said(f"{NEW}\n\n{line}")
        assert (mail.text, mail.signature) == (NEW, "\n".join(part.rstrip() for part in line.split("\n")))


class TestKinds:
    @pytest.mark.parametrize(
        "header",
        [
            "Auto-Submitted: auto-replied", "Auto-Submitted: auto-generated; x=y", "Precedence: bulk",
            "Precedence: auto_reply", "X-Auto-Response-Suppress: All", "X-Auto-Response-Suppress: DR, OOF, AutoReply",
            "List-Id: <news.x.de>", "List-Unsubscribe: <mailto:x@y.de>", "X-Autoreply: yes", "Return-Path: <>",
            "Subject: Automatische Antwort: Ihre Anfrage", "Subject: =?utf-8?Q?Abwesenheitsnotiz?=",
            "Content-Type: multipart/report; report-type=disposition-notification; boundary=b",
        ],
    )  # fmt: skip
    def test_a_program_wrote_it(self, header: str) -> None:
        assert read(f"{header}\nFrom: a@b.de\nIn-Reply-To: <x@y>\n\nHi").kind == Kind.AUTOMATIC

    @pytest.mark.parametrize(
        "header", ["Auto-Submitted: no", "Precedence: first-class", "X-Auto-Response-Suppress: RN", "Subject: Antwort",
                   "Return-Path: <a@b.de>", "X-Spam-Flag: NO"],
    )  # fmt: skip
    def test_a_person_wrote_it(self, header: str) -> None:
        assert read(f"{header}\nFrom: a@b.de\n\nHi").kind == Kind.NEW
        assert read(f"{header}\nFrom: a@b.de\nIn-Reply-To: <x@y>\n\nHi").kind == Kind.REPLY

    def test_a_ticket_number_in_the_subject_makes_no_answer(self) -> None:
        assert read("From: a@b.de\nSubject: Re: AW: [Fall 12]\n\nHi").kind == Kind.NEW

    def test_a_delivery_report_says_what_did_not_reach_whom(self) -> None:
        report = (
            "From: MAILER-DAEMON@mx.de\nReturn-Path: <>\nAuto-Submitted: auto-replied\nSubject: Undelivered\n"
            'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n--b\n\nSorry.\n--b\n'
            "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.de\n\n"
            "Final-Recipient: rfc822; Ada@Example.org\nAction: failed\nStatus: 5.1.1\n\n--b\n"
            "Content-Type: message/rfc822\n\nMessage-ID: <case-7@lindenau.example>\nSubject: Antwort\n\nText\n--b--\n"
        )
        mail = read(report)
        assert mail.kind == Kind.BOUNCE
        assert mail.bounced == Bounced("ada@example.org", "5.1.1", "failed", "case-7@lindenau.example")

    @pytest.mark.parametrize(
        "head", ["X-Failed-Recipients: ada@example.org", "From: postmaster@x.de\nSubject: Delivery Status Notification"]
    )
    def test_nor_does_an_old_fashioned_report_look_like_a_complaint(self, head: str) -> None:
        assert read(f"{head}\n\n550 no such user").kind == Kind.BOUNCE

    def test_what_our_own_server_calls_spam_is_spam(self) -> None:
        assert read("X-Spam-Flag: YES\nFrom: a@b.de\n\nHi").kind == Kind.SPAM


class TestProtection:
    @pytest.mark.parametrize(
        ("head", "encrypted", "signed"),
        [
            ('multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b', "pgp", ""),
            ("application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m", "smime", ""),
            ("application/x-pkcs7-mime; smime-type=signed-data; name=smime.p7m", "", "smime"),
        ],
    )
    def test_is_shown_as_such(self, head: str, encrypted: str, signed: str) -> None:
        mail = read(f"From: a@b.de\nContent-Type: {head}\n\nMIIB")
        assert (mail.encrypted, mail.signed) == (encrypted, signed)

    @pytest.mark.parametrize(("kind", "word"), [("pgp-signature", "pgp"), ("pkcs7-signature", "smime")])
    def test_of_a_signed_mail_leaves_its_words_readable(self, kind: str, word: str) -> None:
        mail = read(
            PLAIN.decode() + "Content-Type: multipart/signed; boundary=b\n\n--b\n\nGuten Tag\n--b\n"
            f"Content-Type: application/{kind}; name=sig\n\nabc\n--b--"
        )
        assert (mail.text, mail.signed, len(mail.attachments)) == ("Guten Tag", word, 1)

    def test_in_the_text_itself_is_taken_off(self) -> None:
        armoured = (
            "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nGuten Tag\n- - Punkt\n"
            "-----BEGIN PGP SIGNATURE-----\n\niQ\n-----END PGP SIGNATURE-----"
        )
        mail = said(armoured)
        assert (mail.text, mail.signed) == ("Guten Tag\n- Punkt", "pgp")
        assert said("-----BEGIN PGP MESSAGE-----\n\nhQ\n-----END PGP MESSAGE-----").encrypted == "pgp"


class TestAttachments:
    @pytest.mark.parametrize(
        ("given", "kept"),
        [
            ('filename="foto.jpg"', "foto.jpg"),
            ('filename="../../etc/passwd"', "passwd"),
            (r'filename="C:\\Bilder\\foto.jpg"', "foto.jpg"),
            ("filename*=utf-8''%C3%9Cbersicht.pdf", "Übersicht.pdf"),
            ('filename*0="lang"; filename*1="er.pdf"', "langer.pdf"),
            ('filename="=?utf-8?Q?=C3=9Cbersicht.pdf?="', "Übersicht.pdf"),
            ("filename*=martian''%FF%FE.pdf", ".pdf"),
            ('filename="a\x00b.pdf"', "ab.pdf"),
            ('filename=".."', "attachment"),
            ("", "attachment"),
        ],
    )
    def test_have_harmless_names(self, given: str, kept: str) -> None:
        (file,) = read(
            f"From: a@b.de\nContent-Type: application/pdf\nContent-Disposition: attachment; {given}\n\nx"
        ).attachments
        assert file.name.endswith(kept[-8:])
        assert not set(file.name) & set('/\\:\x00"')
        assert Path(file.name).name == file.name

    def test_within_the_text_are_told_apart(self) -> None:
        mail = read(
            PLAIN + b"Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>Foto: "
            b"<img src=cid:1></p>\n--b\nContent-Type: image/png\nContent-ID: <1>\n\nx\n--b--"
        )
        assert [(file.inline, file.content_id) for file in mail.attachments] == [(True, "1")]

    def test_that_are_mails_stay_closed(self) -> None:
        mail = read(
            PLAIN + b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nSiehe Anlage\n--b\n"
            b"Content-Type: message/rfc822\n\nFrom: x@y.de\nSubject: Innen\n\nInnen\n--b--"
        )
        assert mail.text == "Siehe Anlage"
        assert mail.attachments[0].name.endswith(".eml")
        assert b"Innen" in mail.attachments[0].content
