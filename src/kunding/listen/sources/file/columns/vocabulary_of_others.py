"""The names of columns in exports of customers, people and journeys."""

CUSTOMERS: dict[str, tuple[str, str, str]] = {
    "reference": (
        "customer id, customer number, kundennummer, kunden nr, kundennr, kdnr, kd nr, customer no, "
        "customer, kunden id, reference, id, account number, account id, geschäftspartner, "
        "geschäftspartnernummer, gp nummer, gpnr, client id, member id, mitgliedsnummer, debitor, "
        "debitorennummer, nr, nummer, number, customer ref",
        "kundennummer, kundennr, customerid, customernumber, clientid",
        "phone, service, zip, segment",
    ),
    "name": (
        "name, customer name, kunde, kundenname, full name, firma, company, vollständiger name, "
        "company name, firmenname",
        "kundenname, customername, fullname",
        "user, first, last, vor, nach",
    ),
    "first_name": ("first name, vorname, firstname, given name", "vorname, firstname", ""),
    "last_name": (
        "last name, nachname, lastname, surname, family name, familienname",
        "nachname, lastname, surname",
        "",
    ),
    "email": (
        "email, e mail, mail, email address, e mail adresse, emailadresse, mailadresse, customer email",
        "email, mailadresse",
        "opt, consent, newsletter",
    ),
    "phone": (
        "phone, telefon, telefonnummer, tel, phone number, mobile, mobil, handy, handynummer, rufnummer, mobilnummer",
        "telefon, phonenumber, rufnummer",
        "service, lines, opt",
    ),
    "language": ("language, sprache, lang, locale, korrespondenzsprache", "sprache, language", ""),
    "segment": (
        "segment, kundensegment, customer segment, kundengruppe, customer group, contract, vertrag, "
        "vertragsart, tarif, contract type, plan, tier, kundentyp, customer type, kundenart, sparte, "
        "tariff, produktgruppe",
        "segment, kundengruppe, vertragsart, kundentyp",
        "nummer, number, id, beginn, ende, start, end, date, datum",
    ),
    "value_per_year": (
        "value per year, jahreswert, kundenwert, jahresumsatz, umsatz, annual value, annual revenue, "
        "yearly revenue, revenue, wert pro jahr, customer value, arr, jahresbeitrag, umsatz pro jahr, "
        "yearly value, acv, deckungsbeitrag",
        "jahresumsatz, annualrevenue, kundenwert, valueperyear, jahreswert",
        "month, monat",
    ),
    "value_per_month": (
        "monthly charges, monthly charge, monatsbeitrag, monatlicher beitrag, abschlag, monthly fee, "
        "monthly revenue, mrr, value per month, umsatz pro monat, monatsumsatz, monatliche kosten, monthly "
        "value, monthly payment, monatsabschlag, monatspreis, monatliche gebühr, arpu",
        "monthlycharge, monatsbeitrag, monthlyfee, promonat, monthlyrevenue",
        "",
    ),
    "joined_on": (
        "joined on, joined, kunde seit, customer since, vertragsbeginn, contract start, start date, "
        "beitritt, eintritt, signup date, sign up date, registered at, registriert am, beginn, "
        "eintrittsdatum, created at, angelegt am",
        "kundeseit, customersince, vertragsbeginn, joined, signup",
        "",
    ),
    "left_on": (
        "left on, vertragsende, kündigungsdatum, gekündigt am, contract end, churn date, end date, "
        "austritt, left at, austrittsdatum, cancelled at, canceled at, cancellation date, gekündigt zum, "
        "kündigung zum, date left, ende",
        "vertragsende, kuendigungsdatum, gekuendigtam, churndate, cancelledat, gekuendigtzum",
        "",
    ),
    "left": (
        "churn, left, gekündigt, churned, abgewandert, inaktiv, customer status, kundenstatus, cancelled, "
        "canceled, kündigung, exited, attrition, ist gekündigt, has left, churn label",
        "churn, gekuendigt",
        "date, datum, am, score, reason, grund, value, category",
    ),
}  # fmt: skip

PEOPLE: dict[str, tuple[str, str, str]] = {
    "email": (
        "email, e mail, mail, email address, e mail adresse, emailadresse, login, work email, dienstliche email, upn",
        "email, mailadresse",
        "private, lead, manager, vorgesetzt",
    ),
    "name": (
        "name, full name, mitarbeiter, employee, person, mitarbeitername, employee name, vollständiger name, "
        "display name",
        "fullname, mitarbeitername, employeename, displayname",
        "user, first, last, unit, team",
    ),
    "first_name": ("first name, vorname, firstname, given name", "vorname, firstname", ""),
    "last_name": (
        "last name, nachname, lastname, surname, family name, familienname",
        "nachname, lastname, surname",
        "",
    ),
    "unit": (
        "unit, abteilung, department, team, bereich, einheit, organisationseinheit, org unit, oe, "
        "division, gruppe, kostenstelle, organizational unit, dept",
        "abteilung, department, organisationseinheit",
        "lead, code",
    ),
    "role": (
        "role, rolle, rechte, berechtigung, kunding role, rollen, roles, zugriff, access",
        "rolle, berechtigung",
        "job, in, current, years",
    ),
    "language": ("language, sprache, lang, locale", "sprache", ""),
}  # fmt: skip

JOURNEYS: dict[str, tuple[str, str, str]] = {
    "journey": (
        "journey, kundenaufgabe, customer task, kundenreise, customer journey, journey name, aufgabe, reise, prozess",
        "journey, kundenreise, kundenaufgabe",
        "step, schritt, code, owner",
    ),
    "step": ("step, schritt, phase, stage, etappe, journey step, teilschritt", "schritt, step, phase", "touch, number"),
    "touchpoint": (
        "touchpoint, touch point, kontaktpunkt, berührungspunkt, touchpoint name, name",
        "touchpoint, kontaktpunkt, beruehrungspunkt",
        "code, synonym, channel",
    ),
    "code": (
        "code, touchpoint code, kürzel, touchpoint id, schlüssel, kontaktpunkt code, id, nummer",
        "touchpointcode, kuerzel",
        "",
    ),
    "synonyms": (
        "synonyms, synonyme, synonym, words, begriffe, stichwörter, keywords, aliases, auch genannt, stichworte",
        "synonym, stichw, keyword, alias",
        "",
    ),
    "channel": ("channel, kanal, kontaktkanal, medium, kontaktweg", "kanal, channel", ""),
    "unit": (
        "unit, abteilung, department, team, bereich, einheit, zuständig, verantwortliche abteilung, responsible unit",
        "abteilung, department, zustaendig",
        "",
    ),
    "owner": (
        "owner, verantwortlich, verantwortlicher, verantwortliche, eigentümer, owner email, "
        "prozessverantwortlicher, verantwortliche person, responsible, ansprechpartner",
        "owner, verantwortlich",
        "abteilung, unit",
    ),
}  # fmt: skip
