"""A company's touchpoints are recognised by name, synonym and confirmed example."""

from kunding.understand.reader import Knowledge, Reader, TouchpointHint

HINTS = (
    TouchpointHint("bill", ("Jahresabrechnung", "Rechnung", "Abschlag")),
    TouchpointHint("lift", ("Aufzug", "Fahrstuhl")),
    TouchpointHint("app", ("Fahrplan-App",), ("Seit dem Update stürzt sie beim Öffnen ab", "Anmeldung geht nicht")),
)


def test_names_are_found_also_inflected_and_in_compounds() -> None:
    texts = ["Der Aufzug am Markt steht.", "Meine Jahresabrechnungen sind falsch", "Die Rechnungen verstehe ich nicht"]
    readings = Reader.shipped().read(texts, known=Knowledge(touchpoints=HINTS))
    assert readings.touchpoint == ["lift", "bill", "bill"]
    assert (readings.touchpoint_probability > 0.5).all()


def test_examples_that_people_confirmed_count() -> None:
    readings = Reader.shipped().read(
        ["Seit dem letzten Update stürzt sie ständig ab"], known=Knowledge(touchpoints=HINTS)
    )
    assert readings.touchpoint == ["app"]


def test_nothing_is_guessed_where_nothing_fits() -> None:
    readings = Reader.shipped().read(["Guten Morgen zusammen", ""], known=Knowledge(touchpoints=HINTS))
    assert readings.touchpoint == [None, None]
    assert (readings.touchpoint_probability < 0.5).all()
