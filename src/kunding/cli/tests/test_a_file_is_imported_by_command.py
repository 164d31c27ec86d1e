import csv
import json
from pathlib import Path

import pytest
from django.conf import settings
from typer.testing import CliRunner, Result

from kunding.cli.app import app
from kunding.cli.refusal import Refused
from kunding.customers.models import Customer
from kunding.journeys.models import Touchpoint
from kunding.listen.models import Feedback, Intake
from kunding.people.models import Person
from tests.data import path_of as real

ROWS = [
    ("Nr", "Datum", "Kommentar", "Bewertung"),
    ("1", "18.03.2020", "Die Rechnung ist nicht zu verstehen", "1"),
    ("2", "gestern", "Danke an die Fahrerin der Linie 7", "5"),
    ("3", "20.03.2020", "Der Aufzug steht seit Wochen still", "2"),
    ("1", "18.03.2020", "Die Rechnung ist nicht zu verstehen", "1"),
    ("1", "21.03.2020", "Unter dieser Nummer steht schon etwas anderes", "2"),
]


def write(folder: Path, rows: list[tuple[str, ...]], name: str = "beschwerden_2025-04.csv") -> Path:
    with (folder / name).open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(rows)
    return folder / name


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(app, ["import", *map(str, arguments)])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def told(*arguments: object) -> dict[str, object]:
    output = run(*arguments, "--json").stdout
    assert output.count("\n") == 1
    found: dict[str, object] = json.loads(output)
    return found


@pytest.mark.django_db
class TestTheCommand:
    def test_counts_every_row_and_writes_what_it_rejects(self, tmp_path: Path) -> None:
        summary = told(write(tmp_path, ROWS), "--rejects", tmp_path / "rejects.csv")
        assert [summary[name] for name in ("received", "stored", "duplicate", "rejected")] == [5, 2, 1, 2]
        assert summary["mapping"] == {
            "reference": "Nr", "said_at": "Datum", "text": "Kommentar", "rating": "Bewertung",
        }  # fmt: skip
        with (tmp_path / "rejects.csv").open(encoding="utf-8", newline="") as file:
            rejects = list(csv.DictReader(file))
        assert [(row["line"], row["column"], row["value"]) for row in rejects] == [
            ("3", "Datum", "gestern"),
            ("6", "Nr", "1"),
        ]
        assert rejects[1]["Kommentar"] == ROWS[5][2]
        intake = Intake.objects.get()
        assert (intake.received, intake.stored, intake.duplicate, intake.rejected) == (5, 2, 1, 2)
        assert intake.finished_at is not None

    def test_adds_nothing_when_the_file_comes_again_under_another_name(self, tmp_path: Path) -> None:
        file = write(tmp_path, ROWS)
        assert told(file)["stored"] == 2
        summary = told(file.rename(tmp_path / "neu.csv"))
        assert (summary["stored"], summary["source"], Feedback.objects.count()) == (0, "beschwerden", 2)
        rejects = Path(str(summary["rejects_file"]))
        assert rejects.parent == Path(settings.KUNDING_HOME) / "rejects"
        rejects.unlink()

    def test_takes_rejects_that_were_put_right(self, tmp_path: Path) -> None:
        told(write(tmp_path, ROWS), "--rejects", tmp_path / "rejects.csv", "--source", "Beschwerden")
        text = (tmp_path / "rejects.csv").read_text(encoding="utf-8")
        (tmp_path / "right.csv").write_text(text.replace("gestern", "19.03.2020"), encoding="utf-8")
        assert told(tmp_path / "right.csv", "--source", "Beschwerden", "--rejects", tmp_path / "r.csv")["stored"] == 1
        assert Feedback.objects.get(reference="2").rating == 1

    def test_shows_what_it_recognised_and_writes_nothing(self, tmp_path: Path) -> None:
        output = run(write(tmp_path, ROWS), "--dry-run").stdout
        for word in ("Kommentar", "→ text", "DD.MM.YYYY", "scale 1–5", "Nothing was written."):
            assert word in output
        preview = told(tmp_path / "beschwerden_2025-04.csv", "--dry-run")
        assert (preview["kind"], preview["separator"]) == ("feedback", ",")
        assert not Feedback.objects.exists()

    def test_shows_before_an_import_which_rows_it_would_reject(self, tmp_path: Path) -> None:
        bad = [(str(number), "32.13.2025", f"Zu spät am {number}.", "4") for number in range(10, 17)]
        file = write(tmp_path, [*ROWS[:2], ROWS[3], *bad])
        preview, output = told(file, "--dry-run"), run(file, "--dry-run").stdout
        summary = told(file, "--rejects", tmp_path / "rejects.csv")
        assert (preview["tried"], preview["rejected"]) == (summary["received"], summary["rejected"]) == (9, 7)
        assert "Of the first 9 rows, 7 cannot be imported" in output
        assert "line 4, Datum: This is not a date. (“32.13.2025”)" in output
        assert "and 2 more" in output

    def test_is_told_the_columns_where_they_are_not_recognised(self, tmp_path: Path) -> None:
        file = write(tmp_path, [("a", "b"), ("Zu teuer", "3"), ("Zu spät", "4")])
        summary = told(
            file, "--as", "feedback", "--map", "text=a", "--map", "rating=b", "--scale", "6-1", "--channel", "app"
        )
        assert summary["mapping"] == {"text": "a", "rating": "b"}
        assert sorted(Feedback.objects.values_list("rating", "channel")) == [(0.4, "app"), (0.6, "app")]

    @pytest.mark.parametrize(
        ("arguments", "says"),
        [
            (["--as", "things"], "--as takes"),
            (["--map", "text"], "--map takes"),
            (["--map", "text=Spalte"], "no column “Spalte”"),
            (["--channel", "rauch"], "no channel “rauch”"),
            (["--scale", "gut"], "is no scale"),
        ],
    )
    def test_refuses_with_one_sentence(self, tmp_path: Path, arguments: list[str], says: str) -> None:
        with pytest.raises(Refused, match=says):
            run(write(tmp_path, ROWS), *arguments)
        assert not Feedback.objects.exists()

    def test_takes_people_journeys_and_customers(self, tmp_path: Path) -> None:
        people = [
            ("E-Mail", "Name", "Abteilung", "Rolle"),
            ("kaya@example.org", "Aylin Kaya", "Service", "Teamleitung"),
        ]
        journeys = [
            ("Kundenaufgabe", "Schritt", "Kontaktpunkt", "Synonyme", "Abteilung", "Verantwortlich"),
            ("Umziehen", "Ummelden", "Umzugsformular", "Umzug; das Formular", "Service", "Aylin Kaya"),
            ("Umziehen", "Ablesen", "Zählerfoto", "", "Technik", "kaya@example.org"),
        ]
        for kind, rows, name in (("people", people, "p.csv"), ("journeys", journeys, "j.csv")):
            summary = told(write(tmp_path, rows, name))
            assert (summary["kind"], summary["stored"], summary["rejected"]) == (kind, len(rows) - 1, 0)
        assert Touchpoint.objects.get(code="umzugsformular").owner == Person.objects.get(email="kaya@example.org")
        summary = told(real("telco_churn/customers.csv"))
        assert (summary["kind"], summary["stored"], summary["rejected"]) == ("customers", 7043, 0)
        assert Customer.objects.filter(left=True, left_on=None).count() == 1869
