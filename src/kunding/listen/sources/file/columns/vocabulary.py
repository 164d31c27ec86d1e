"""The names under which German and English exports keep what Kunding stores."""

from dataclasses import dataclass

from kunding.listen.sources.file.columns.names import joined
from kunding.listen.sources.file.columns.vocabulary_of_others import CUSTOMERS, JOURNEYS, PEOPLE
from kunding.listen.sources.file.shapes import Kind

FEEDBACK: dict[str, tuple[str, str, str]] = {
    # field: (whole names; separated by commas), (parts that a longer name may hold), (parts that speak against it)
    "reference": (
        "id, reference, referenz, key, uuid, guid, nr, nummer, number, lfd nr, laufende nummer, complaint "
        "id, case id, case number, ticket id, ticket, ticket number, ticketnummer, ticket nr, fallnummer, "
        "vorgangsnummer, vorgang, vorgangs id, feedback id, response id, antwort id, review id, tweet id, "
        "post id, message id, comment id, interview id, survey id, response number, beschwerdenummer, "
        "aktenzeichen, reklamationsnummer, meldungsnummer, anliegen nr, anfrage id, request id, issue id, "
        "entry id, record id, submission id, teilnehmer id, respondent id",
        "complaintid, ticketid, ticketnr, caseid, vorgangsnr, fallnr, responseid, feedbackid",
        "customer, kunde, user, product, produkt, store, account, parent, vertrag",
    ),
    "said_at": (
        "said at, date, datum, date received, received, received at, received on, created, created at, "
        "created on, creation date, create date, erstellt, erstellt am, erstellungsdatum, erfasst, erfasst "
        "am, eingang, eingang am, eingangsdatum, eingegangen am, zeitstempel, timestamp, time, zeit, "
        "zeitpunkt, datetime, date time, datum zeit, datum uhrzeit, submitted, submitted at, submission "
        "date, date submitted, submit date, posted, posted at, published, published at, veröffentlicht am, "
        "gesendet, gesendet am, sent, sent at, meldedatum, beschwerdedatum, bewertungsdatum, review date, "
        "reviewed at, date of review, survey date, befragungsdatum, antwortzeitpunkt, response date, "
        "recorded date, end date, enddate, opened, opened at, opened on, geöffnet am, date created, tweet "
        "created, tag, day, event date, interviewdatum, kontaktdatum, contact date, complaint date, "
        "abgegeben am",
        "receivedat, createdat, eingangsdatum, zeitstempel, timestamp, datum, date",
        "birth, geburt, update, geändert, geaendert, modified, sentto, closed, close, resolved, "
        "geschlossen, beantwortet, erledigt, answered, due, fällig, joined, start, vertrag",
    ),
    "text": (
        "text, comment, comments, kommentar, kommentare, feedback, message, nachricht, review, review "
        "text, reviewtext, review body, body, content, inhalt, beschreibung, description, freitext, "
        "freitextantwort, verbatim, verbatims, anmerkung, anmerkungen, bemerkung, bemerkungen, beschwerde, "
        "beschwerdetext, rückmeldung, meinung, anliegen, tweet, beitrag, post, mitteilung, begründung, "
        "question, frage, complaint, complaint text, narrative, utterance, consumer complaint narrative, "
        "customer comment, kundenkommentar, open text, open ended, free text, wortlaut, nachrichtentext, "
        "bewertungstext, kundenfeedback, customer feedback, your feedback, ihr feedback, full text, "
        "sentence, statement, äußerung, what happened, was ist passiert, kundenstimme, lob oder kritik, "
        "sachverhalt",
        "kommentar, comment, narrative, freitext, feedback, nachricht, anmerkung, beschreibung, verbatim, "
        "message, text, description, rueckmeldung, meinung, verbessern, improve, why, warum, weshalb, "
        "tellus, sachverhalt",
        "consent, publicresponse, response, reply, antwort, answer, internal, intern, company, count, "
        "anzahl, länge, length, id, language, sprache, status, date, datum, type, typ, category, "
        "kategorie, at, text2",
    ),
    "subject": (
        "subject, betreff, title, titel, issue, thema, topic, headline, überschrift, anlass, summary, "
        "short description, kurzbeschreibung, zusammenfassung, review title, betreffzeile, "
        "beschwerdegrund, reason, grund, contact reason",
        "betreff, subject, headline, beschwerdegrund",
        "sub, id, product",
    ),
    "rating": (
        "rating, bewertung, sterne, stars, star rating, score, zufriedenheit, satisfaction, csat, note, "
        "schulnote, gesamtbewertung, gesamtnote, overall, overall rating, overall satisfaction, "
        "gesamtzufriedenheit, punkte, points, customer satisfaction, kundenzufriedenheit, review rating, "
        "review score, wie zufrieden, bewertungspunkte, grade, rating score, satisfaction score, number of "
        "stars, anzahl sterne, your rating, ihre bewertung",
        "rating, bewertung, zufrieden, satisfaction, sterne, csat, stars, schulnote, gesamtnote",
        "text, date, datum, id, count, anzahlbewertungen, job, environment, relationship, performance, "
        "title, von, comment, kommentar",
    ),
    "recommend": (
        "nps, recommend, nps score, nps wert, weiterempfehlung, weiterempfehlungsbereitschaft, empfehlung, "
        "likelihood to, recommend score, likelihood to recommend, net promoter score, würden sie uns "
        "weiterempfehlen, ltr, wom, weiterempfehlungswahrscheinlichkeit, would you recommend us, "
        "empfehlungsbereitschaft",
        "nps, weiterempfehl, recommend, empfehlen",
        "comment, kommentar, text, reason, grund, warum, why, category, group, type",
    ),
    "effort": (
        "effort, ces, customer effort, customer effort score, aufwand, ces score, ease, ease of use, "
        "effort score, kundenaufwand, wie einfach, how easy, made it easy, leichtigkeit, mühe",
        "effort, aufwand, wieeinfach, howeasy, madeiteasy, ces",
        "comment, kommentar, text, process, service, services, access, success",
    ),
    "channel": (
        "channel, kanal, submitted via, eingangskanal, kontaktkanal, medium, kontaktweg, eingangsweg, "
        "contact channel, via, origin, platform, plattform, ticket channel, contact method, herkunft, "
        "quelle, source, input channel",
        "channel, kanal, submittedvia, kontaktweg, eingangsweg",
        "id, status",
    ),
    "author": (
        "customer id, customer number, kundennummer, kunden nr, kundennr, kdnr, kd nr, customer, kunde, "
        "kunden id, email, customer email, kunden email, e mail, e mail adresse, emailadresse, email "
        "address, mail, author, autor, from, verfasser, user, user id, user name, username, screen name, "
        "handle, absender, sender, reviewer, account, account id, account number, requester, requester "
        "email, geschäftspartner, gp nummer, gpnr, client id, von, geschäftspartnernummer, member id, "
        "mitgliedsnummer, nickname, customer no, contact, kontakt, author id",
        "kundennummer, kundennr, customerid, customernumber, customerno, clientid, emailaddress, kundenid, username",
        "name2, subject, type, typ, support, agent, segment, satisfaction, feedback, comment, service, since, language",
    ),
    "touchpoint": (
        "touchpoint, touch point, kontaktpunkt, berührungspunkt, touchpoint code, touchpoint name, service point",
        "touchpoint, kontaktpunkt, beruehrungspunkt",
        "",
    ),
    "status": (
        "status, state, zustand, bearbeitungsstand, bearbeitungsstatus, company response to consumer, "
        "resolution, erledigt, answered, beantwortet, closed, ticket status, case status, stand, "
        "fallstatus, vorgangsstatus, outcome",
        "status, bearbeitungsstand, companyresponse",
        "timely, public, marital, payment, consent",
    ),
    "answered_at": (
        "answered at, answered on, beantwortet am, closed at, closed on, close date, date closed, "
        "geschlossen am, replied at, erledigt am, erledigungsdatum, resolved at, resolved on, date "
        "resolved, resolution date, antwortdatum, first response at, replied on, abgeschlossen am, "
        "abschlussdatum, solved at, reply date, first reply at",
        "beantwortetam, answeredat, closedat, erledigtam, resolvedat, geschlossenam, abgeschlossenam",
        "due, target, sla",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Names:
    """The names that speak for a field, and parts of names that speak against it."""

    whole: tuple[str, ...]
    parts: tuple[str, ...]
    against: tuple[str, ...]


def _read(written: tuple[str, str, str]) -> Names:
    whole, parts, against = (tuple(filter(None, map(joined, words.split(",")))) for words in written)
    return Names(whole, parts, against)


VOCABULARY: dict[Kind, dict[str, Names]] = {
    "feedback": {name: _read(written) for name, written in FEEDBACK.items()},
    "customers": {name: _read(written) for name, written in CUSTOMERS.items()},
    "people": {name: _read(written) for name, written in PEOPLE.items()},
    "journeys": {name: _read(written) for name, written in JOURNEYS.items()},
}
KNOWN_NAMES = frozenset(
    name for fields in VOCABULARY.values() for field, names in fields.items() for name in (*names.whole, joined(field))
)
