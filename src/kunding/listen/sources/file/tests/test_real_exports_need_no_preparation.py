# ruff: noqa: DTZ001
"""Raw files as companies and offices publish them, read without a word about their columns."""

from datetime import datetime
from functools import lru_cache

import polars as pl

from kunding.listen.sources.file import Reject
from kunding.listen.sources.file.tests.writing import read, recognised
from tests.data import path_of as real


@lru_cache
def complaints() -> tuple[pl.DataFrame, list[Reject]]:
    return read(real("cfpb/complaints.csv"))


def test_complaints_to_an_office_are_recognised() -> None:
    recognition = recognised(real("cfpb/complaints.csv"))

    assert recognition.kind == "feedback"
    assert dict(recognition.mapping) == {
        "said_at": "Date received",
        "subject": "Issue",
        "text": "Consumer complaint narrative",
        "channel": "Submitted via",
        "status": "Company response to consumer",
        "reference": "Complaint ID",
    }


def test_two_orders_of_day_and_month_in_one_column_are_told_apart() -> None:
    rows, rejects = complaints()

    assert not rejects
    assert rows.height == 9450
    years = rows["said_at"].dt.replace_time_zone("UTC").dt.convert_time_zone("Europe/Berlin").dt.year()
    assert years.value_counts().sort("said_at").rows() == [
        (2015, 7), (2016, 19), (2017, 30), (2018, 393), (2019, 5975), (2020, 199), (2023, 2827),
    ]  # fmt: skip
    # Numbers are given in the order of arrival, so a date that is read wrongly would stand out.
    by_number = rows.sort(pl.col("reference").cast(pl.Int64))["said_at"]
    assert (by_number.diff().dt.total_days().abs() < 200).sum() >= rows.height - 5


def test_complaints_without_words_keep_what_they_are_about() -> None:
    rows, _ = complaints()

    wordless = rows.filter(pl.col("text") == "")
    assert wordless.height == 9450 - 4359
    assert (wordless["subject"] != "").all()
    assert set(rows["channel"]) == {"web", "letter", "phone", "mail"}
    assert rows["answered"].sum() == 8111 + 892 + 353 + 4


def test_columns_without_a_place_are_kept_as_they_were() -> None:
    rows, _ = complaints()

    extra = rows["extra"].str.json_decode(pl.Struct({"Company": pl.String, "ZIP code": pl.String}))
    assert extra.struct["Company"].null_count() == 0
    assert rows["extra"][0].count("TRANSUNION") == 1
    assert ":null" not in "".join(rows["extra"])


def test_posts_to_transport_companies_are_recognised() -> None:
    rows, rejects = read(real("mobasa/feedback.csv"))

    assert not rejects
    assert rows["reference"].n_unique() == 4176
    assert rows["said_at"][0] == datetime(2019, 1, 7, 7, 5, 53)
    assert rows["rating"].null_count() == 4176  # people's labels are no marks by customers


def test_questions_without_numbers_are_told_apart_by_content() -> None:
    rows, rejects = read(real("banking77/questions.csv"))

    assert not rejects
    assert rows["reference"].str.starts_with("sha:").all()
    assert rows["reference"].n_unique() == 10_003


def test_customers_of_a_telephone_company_have_value_and_have_left() -> None:
    rows, rejects = read(real("telco_churn/customers.csv"))

    assert recognised(real("telco_churn/customers.csv")).kind == "customers"
    assert not rejects
    assert rows["left"].sum() == 1869
    first = rows.row(0, named=True)
    assert (first["reference"], first["segment"], first["value_per_year"]) == ("7590-VHVEG", "Month-to-month", 358.2)
