"""What disclose finds of somebody before, nobody finds anywhere afterwards; nobody else loses anything."""

import io
import json
import os
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction

from kunding.conftest import NOW, Firm
from kunding.customers.facts import customer_key
from kunding.customers.models import Customer
from kunding.customers.queries.subject import SubjectIsUnclear
from kunding.lake import Lake
from kunding.listen.actions import open_intake, receive_batch
from kunding.listen.models import Feedback, Leftover
from kunding.listen.rules import Said, batch_of
from kunding.loop.actions import CasesAreOpen, erase_person, repeat_erasures
from kunding.loop.models import Erasure, Parked
from kunding.loop.rights import NobodyIsKnown, held_of
from kunding.loop.rights.disclosure import as_html, as_json, as_zip, disclose
from kunding.loop.rights.remembered import LIST, read_list
from kunding.loop.stages import STAGES
from kunding.loop.tests.planted import EVERYWHERE, IN_FILES, Planted, plant
from kunding.loop.tests.traces import files_with, lake_keys, rows_with
from kunding.loop.worker import Worker
from kunding.respond.models import Answer, Case, State
from kunding.trail.queries import first_break
from kunding.understand.models import Reading
from kunding.understand.queries.search import search

pytestmark = pytest.mark.django_db
NAMES = ("zwafelkrin", "quorbelith", "mirvatosk", "99887766")
OF_ERASURE = {"finish erasures", "remove files"}


@pytest.fixture(autouse=True)
def home(settings, tmp_path: Path) -> Path:  # type: ignore[no-untyped-def]
    settings.KUNDING_HOME = tmp_path / "home"
    settings.KUNDING_HOME.mkdir()
    return Path(settings.KUNDING_HOME)


@pytest.fixture
def planted(firm: Firm, lake: Lake, home: Path) -> Planted:
    found = plant(firm, home)
    for file in home.rglob("files/*/*"):
        os.utime(file, (0, (NOW - timedelta(days=1)).timestamp()))
    return found


def erase(word: str, **how: object) -> Erasure:
    done = erase_person(subject=held_of(word).subject, by=None, at=NOW, with_open_cases=True, **how)  # type: ignore[arg-type]
    follow()
    done.refresh_from_db()
    return done


def follow(after: timedelta = timedelta(0)) -> None:
    Worker(stages=[one for one in STAGES if one.name in OF_ERASURE], clock=lambda: NOW + after).drain()


def told(word: str = "KD-mirvatosk") -> str:
    disclosed = disclose(held_of(word), at=NOW, language="en")
    with zipfile.ZipFile(io.BytesIO(as_zip(disclosed))) as archive:
        packed = b"\n".join(archive.read(name) for name in archive.namelist()).decode("latin-1")
    assert json.loads(as_json(disclosed))["parts"]
    return as_html(disclosed) + as_json(disclosed) + packed


def test_what_is_disclosed_before_is_found_nowhere_afterwards(planted: Planted, home: Path, lake: Lake) -> None:
    before = told().lower()
    assert [word for word in EVERYWHERE if word not in before] == []
    roots = (home, Path(lake.store.root))
    pseudonym = customer_key(planted.customer.pk)
    assert set(rows_with(EVERYWHERE)) >= set(EVERYWHERE) - set(IN_FILES)
    assert pseudonym in lake_keys(Path(lake.store.root))
    done = erase("KD-mirvatosk")
    assert done.finished_at == NOW
    assert rows_with((*EVERYWHERE, *NAMES)) == {}
    assert files_with((*EVERYWHERE, *NAMES), *roots) == {}
    assert pseudonym not in lake_keys(Path(lake.store.root))
    with pytest.raises(NobodyIsKnown, match="was erased on 2026-11-02"):
        held_of("KD-mirvatosk")


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_the_bytes_of_the_database_do_not_hold_it_either(planted: Planted) -> None:
    erase("KD-mirvatosk")
    name = Path(str(connection.settings_dict["NAME"]))
    left = [
        word
        for file in (name, name.with_name(f"{name.name}-wal"))
        for word in (*EVERYWHERE, *NAMES)
        if file.exists() and word.encode() in file.read_bytes().lower()
    ]
    assert left == []


def test_nobody_else_loses_anything(planted: Planted, home: Path) -> None:
    other = disclose(held_of("KD-3"), at=NOW, language="en")
    before = as_json(other)
    erase("KD-mirvatosk")
    after = json.loads(as_json(disclose(held_of("KD-3"), at=NOW, language="en")))
    assert [part for part in json.loads(before)["parts"] if part["kind"] != "words"] == [
        part for part in after["parts"] if part["kind"] != "words"
    ]
    assert "Zumutung" in json.dumps(after, ensure_ascii=False)
    assert "bruno@baum.example" in (home / "rejects" / "kunden-1.csv").read_text()
    as_zip(other)


def test_what_counts_goes_on_counting(planted: Planted, lake: Lake) -> None:
    counted = lake.ask(["volume", "nps"]).to_pylist()
    erase("KD-mirvatosk")
    assert lake.ask(["volume", "nps"]).to_pylist() == counted
    assert Feedback.objects.filter(text="", customer=None, recommend=2).count() == 3
    case = Case.objects.get(pk=planted.case.pk)
    assert case.state == State.CLOSED
    assert Answer.objects.filter(case=case, text="").count() == 1


def test_the_chain_of_the_trail_stays_whole_and_says_nothing(planted: Planted) -> None:
    erase("KD-mirvatosk")
    assert first_break() is None


def test_open_cases_hold_it_up_until_somebody_says_so(planted: Planted) -> None:
    with pytest.raises(CasesAreOpen, match=planted.case.number):
        erase_person(subject=held_of("KD-mirvatosk").subject, by=None, at=NOW)
    assert Customer.objects.filter(reference="KD-mirvatosk").exists()


@pytest.mark.parametrize(
    "word",
    ["KD-mirvatosk", "kd-2", "Erika@Quorbelith.example", "0341 / 998877-66", "+4934199887766", "@erika_mirvatosk"],
)
def test_each_way_to_name_the_person_leads_to_all_of_it(planted: Planted, word: str) -> None:
    assert held_of(word) == held_of("KD-mirvatosk")


def test_two_people_with_one_number_are_not_mixed_up(planted: Planted) -> None:
    Customer.objects.create(reference="KD-4", name="Kind Baum", phone="0341 5550 5550")
    Customer.objects.create(reference="KD-5", name="Ma Baum", phone="+49 341 55505550")
    with pytest.raises(SubjectIsUnclear, match="KD-4, KD-5"):
        held_of("0341 5550 5550")


def test_a_file_that_came_just_now_waits_for_its_row(planted: Planted, home: Path) -> None:
    for file in home.rglob("files/*/*"):
        os.utime(file, (0, NOW.timestamp()))
    erase("KD-mirvatosk")
    assert Leftover.objects.exists()
    follow(timedelta(minutes=21))
    assert not Leftover.objects.exists()
    assert files_with(IN_FILES, home) == {}


def test_an_error_that_names_the_person_is_forgotten(planted: Planted) -> None:
    erase("KD-mirvatosk")
    assert not Parked.objects.exists()


def test_a_crash_behind_the_tables_leaves_a_debt_that_is_paid(planted: Planted, home: Path) -> None:
    done = erase_person(subject=held_of("KD-mirvatosk").subject, by=None, at=NOW, with_open_cases=True)
    assert done.finished_at is None
    follow()
    follow()
    assert files_with(EVERYWHERE, home) == {}
    assert not Erasure.objects.filter(finished_at=None).exists()


def test_where_nobody_knows_how_words_were_indexed_the_index_is_made_anew(planted: Planted) -> None:
    own = Feedback.objects.get(reference="p-1")
    # So much is masked in it that not everything was noted: the text cannot be taken out as it was put in.
    Reading.objects.filter(pk=own.pk).update(spans=" ".join(f"{at}-{at + 1}:name" for at in range(2000, 2130)))
    erase("KD-mirvatosk")
    assert not search(Feedback.objects.all(), "plandrofex").exists()
    assert not search(Feedback.objects.filter(pk=own.pk), "Abschlag").exists()
    assert search(Feedback.objects.all(), "Zumutung").get().reference == "p-4"


def test_the_trail_holds_no_words_even_before(planted: Planted) -> None:
    assert not any("trail_entry" in tables for tables in rows_with((*EVERYWHERE, *NAMES)).values())


def test_an_older_backup_is_put_right(planted: Planted, home: Path) -> None:
    assert read_list(home / LIST) == {}
    with transaction.atomic():
        erase("KD-mirvatosk")
        known = read_list(home / LIST)
        transaction.set_rollback(True)
    assert Customer.objects.filter(reference="KD-mirvatosk").exists()  # as if restored from before
    assert repeat_erasures(known=known, since=NOW + timedelta(hours=1), at=NOW) == 0  # came back since
    assert repeat_erasures(known=known, since=NOW - timedelta(hours=1), at=NOW) == 1
    follow()
    assert rows_with((*EVERYWHERE, *NAMES)) == {}


def test_an_import_does_not_bring_erased_words_back(planted: Planted, firm: Firm) -> None:
    erase("KD-mirvatosk")
    rows = batch_of([Said(text="Der Abschlag ist plandrofex zu hoch, das ist eine Frechheit!", reference="p-1"),
                     Said(text="Etwas anderes.", reference="p-9")])  # fmt: skip
    run = open_intake(source=firm.source.name, kind="file", name="again.csv", fingerprint="f", at=NOW)
    outcome = receive_batch(intake=run, rows=rows, at=NOW)
    assert (outcome.stored, outcome.duplicate) == (1, 1)
    assert rows_with(["plandrofex"]) == {}
