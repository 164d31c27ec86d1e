"""Syllables are counted as people speak them, and reading ease follows from them."""

import pytest

from kunding.understand.reader.tone import check
from kunding.understand.reader.tone.syllables import english, german

GERMAN = (
    "Haus=1 Rechnung=2 Kunde=2 beantworten=4 Beschwerde=3 Station=3 Familie=4 Quelle=2 geehrte=3 "
    "Unannehmlichkeiten=6 Bearbeitung=4 Zählerstand=3 Energie=3 Linie=3 Theater=3 Auto=2 Frauen=2 neue=2 "
    "neuer=2 Feuerwehr=3 Mitarbeiterin=5 Versicherung=4 Straße=2 ungeeignet=4 beeilen=3 Information=5 "
    "Aktie=3 Garantie=3 Batterie=3 bezahlt=2 Dienstag=2 Mittwoch=2 Donnerstag=3 Abteilung=3 Qualität=3 "
    "Quittung=2 bequem=2 sie=1 die=1 wieder=2 Bäume=2 Häuser=2 Treue=2 treuen=2 schauen=2 Reparatur=4 "
    "Ferien=3 Ingenieur=4 Patient=3 Patienten=4 aktuell=3 finanziell=4 individuell=5 Zug=1 Verspätung=3 "
    "heute=2 morgen=2 Überweisung=4 Mai=1 Idee=2 Ideen=3 Museum=3 Kollegium=4 Studio=3 Radio=3 Video=3 "
    "Europa=3 Kooperation=5 Büro=2 Entschuldigung=4 angerufen=4 umgetauscht=3 Gebühr=2 Gebühren=3 "
    "Material=4 Materialien=6 Italien=4 Spanien=3 Chemie=2 Krankenkasse=4 Anschluss=2 Internet=3 "
    "Vertrag=2 kündigen=3 Erstattung=3 Geld=1 zurück=2 Ärger=2 Öffnungszeiten=4 ausgefallen=4 geöffnet=3 "
    "geantwortet=4 geeinigt=3 Reise=2 Ei=1 Eier=2 Bauer=2 Mauer=2 teuer=2 Steuer=2 steuern=2 aufgrund=2 "
    "Poesie=3 real=2 ideal=3 Linien=3 Medien=3 Studie=3 Prämie=3 beurteilt=3 Beamter=3 zuerst=2 Duo=2 "
    "bauen=2 knien=2 Knie=1 Zweifel=2 Auge=2 Möhre=2 Boot=1 Tee=1 Teer=1 Haar=1 See=1 Kaffee=2 Armee=2 "
    "Ruine=3 Jahr=1 "
)
ENGLISH = (
    "the=1 customer=3 invoice=2 table=2 cancelled=2 wanted=2 apologise=4 service=2 email=2 people=2 "
    "account=2 money=2 refund=2 refunded=3 station=2 information=4 inconvenience=5 please=1 asked=1 "
    "called=1 needed=2 changed=1 changes=2 prices=2 boxes=2 wishes=2 times=1 stones=1 house=1 houses=2 "
    "every=2 business=2 create=2 idea=3 being=2 going=2 science=2 quiet=2 previous=3 immediately=5 "
    "delivery=4 delivered=3 reply=2 replied=2 company=3 little=2 settle=2 settled=2 bottles=2 simple=2 "
    "able=2 unable=3 reliable=4 responsible=4 possible=3 available=4 mistake=2 care=1 careful=2 team=1 "
    "read=1 sea=1 year=1 area=3 really=2 real=1 usually=4 situation=4 experience=4 patient=2 patience=2 "
    "client=2 society=4 variety=4 period=3 radio=3 serious=3 various=3 question=2 questions=2 decision=3 "
    "special=2 social=2 official=3 machine=2 police=2 receipt=2 received=2 phone=1 while=1 quite=1 "
    "bridge=1 damage=2 damaged=2 manager=3 management=3 statement=2 movement=2 lately=2 nicely=2 "
    "completely=3 safety=2 fire=1 hour=1 our=1 power=2 flower=2 family=3 separate=3 different=3 "
    "Wednesday=2 February=4 Tuesday=2 use=1 used=1 useful=2 eye=1 due=1 value=2 continue=3 argue=2 "
    "issue=2 issues=2 tissue=2 league=1 technique=2 unique=2 playing=2 flying=2 trying=2 buyer=2 layer=2 "
    "loyal=2 lawyer=2 coupon=2 poem=2 museum=3 heating=2 beautiful=3 ready=2 already=3 broken=2 "
    "repaired=2 engineer=3 cable=2 cables=2 trouble=2 whole=1 house=1 pursuant=3 termination=4 "
    "commencement=3 aforementioned=5 notwithstanding=4 accordance=3 correspondence=4 department=3 fees=1 "
    "agree=2 agreed=2 freed=1 coffee=2 these=1 there=1 here=1 were=1 where=1 once=1 office=2 offices=3 "
    "ages=2 judges=2 places=2 makes=1 takes=1 closed=1 closes=2 managed=2 paid=1 piece=1 friend=1 "
    "friendly=2 view=1 review=2 reviewing=3 deals=1 ideal=3 theatre=3 gradual=3 "
)


@pytest.mark.parametrize("pair", GERMAN.split())
def test_a_german_word_has_its_syllables(pair: str) -> None:
    word, syllables = pair.split("=")
    assert german(word) == int(syllables)


@pytest.mark.parametrize("pair", ENGLISH.split())
def test_an_english_word_has_its_syllables(pair: str) -> None:
    word, syllables = pair.split("=")
    assert english(word) == int(syllables)


def test_short_words_read_easier_than_long_ones() -> None:
    easy = check("Wir kommen am Montag. Dann ist das Rad neu. Sie können es um drei Uhr holen. Bis bald im Laden.")
    hard = check(
        "Die Bearbeitung Ihrer Reklamation beansprucht aufgrund außergewöhnlicher Vorkommnisse voraussichtlich "
        "mehrere Kalenderwochen, weshalb zusätzliche Zwischenbenachrichtigungen selbstverständlich unterbleiben müssen."
    )
    assert easy.reading_ease.value is not None
    assert hard.reading_ease.value is not None
    assert easy.reading_ease.value > 70 > 30 > hard.reading_ease.value
    assert easy.reading_ease.grade == "easy"
