import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kunding.cli.app import app
from kunding.cli.examining import inside, machine
from kunding.config.checked import CHECKS, doubts
from kunding.config.described import described_settings
from kunding.config.environment import Environment
from kunding.conftest import NOW, Firm
from kunding.loop.actions import park
from kunding.trail.actions import record
from kunding.trail.models import Entry


def told(**variables: str) -> list[str]:
    given = Environment({f"KUNDING_{name}": value for name, value in variables.items()})
    return [f"{'wrong' if one.wrong else 'careful'} {one.name}" for one in doubts(given)]


def verdicts(found: object) -> list[str]:
    return [f"{one.verdict.value} {one.what}" for one in found]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TIME_ZONE", "Mars/Base"), ("DATABASE", "mysql://x"), ("DATABASE", "postgresql://h:none/x"),
        ("SMTP", "mail.example.org"), ("SMTP", "smtps://m.example"), ("OIDC_URL", "http://login.example"),
        ("ALLOWED_NETWORKS", "10.0.0.0/99"), ("TRUSTED_PROXIES", "two"), ("DEBUG", "maybe"), ("LOG", "loud"),
        ("LAKE_ENGINE", "excel"), ("URL", "kunding.example"), ("SECRET_KEY_FILE", "/nowhere/key"),
        ("PRIVACY_URL", "our notice"),
    ],
)  # fmt: skip
def test_each_setting_that_cannot_be_used_is_named(name: str, value: str) -> None:
    assert f"wrong {name.removesuffix('_FILE')}" in told(**{name: value})


def test_good_settings_are_left_in_peace(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("k" * 48)
    assert not told(
        HOME=str(tmp_path), TIME_ZONE="Europe/Vienna", DATABASE="postgresql://a:b@h:5432/x", LOG="warning",
        SMTP="smtps://a@m.example", MAIL_FROM="A <a@m.example>", SECRET_KEY_FILE=str(tmp_path / "key"),
        URL="https://kunding.example", MAIL_PASSWORD_SERVICE_FILE="/run/x", ALLOWED_NETWORKS="10.0.0.0/8",
    )  # fmt: skip


def test_a_slip_of_the_pen_is_noticed() -> None:
    found = list(doubts(Environment({"KUNDING_SMPT": "x"})))
    assert [(one.wrong, one.advice) for one in found] == [(False, "Did you mean KUNDING_SMTP?")]


def test_each_check_is_of_a_setting_that_is_described() -> None:
    assert set(CHECKS) <= {one.name for one in described_settings()}
    assert len(described_settings()) > 20


def test_secrets_that_others_can_read_are_wrong(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    home.chmod(0o755)
    (home / "secret.key").write_text("x")
    (home / "secret.key").chmod(0o644)
    environment = Environment({"KUNDING_HOME": str(home)})
    assert verdicts(machine.secrets(environment)) == ["wrong secrets"]
    (home / "secret.key").chmod(0o600)
    assert verdicts(machine.secrets(environment)) == ["ok secrets"]


@pytest.mark.parametrize(
    ("url", "hosts", "expected"),
    [
        ("https://k.example", "k.example", ["ok address", "ok https"]),
        ("https://k.example", ".example", ["ok address", "ok https"]),
        ("https://k.example", "other.example", ["wrong address", "ok https"]),
        ("http://k.example", "k.example", ["ok address", "wrong https"]),
        ("http://localhost:8000", "", ["ok address", "careful https"]),
        ("https://k.example", "*", ["careful address", "ok https"]),
    ],
)
def test_the_address_the_names_and_encryption_fit_together(url: str, hosts: str, expected: list[str]) -> None:
    environment = Environment({"KUNDING_URL": url, "KUNDING_ALLOWED_HOSTS": hosts})
    assert verdicts(machine.addresses(environment)) == expected


@pytest.mark.django_db
def test_the_age_of_the_backup_is_told(firm: Firm) -> None:
    assert verdicts(inside.backups(NOW)) == ["careful backup"]
    record(act="make_backup", actor="command", at=NOW)
    assert verdicts(inside.backups(NOW + timedelta(hours=30))) == ["ok backup"]
    assert verdicts(inside.backups(NOW + timedelta(days=3))) == ["careful backup"]


@pytest.mark.django_db
def test_a_clock_that_is_behind_and_a_broken_trail_are_wrong(firm: Firm) -> None:
    record(act="make_backup", actor="command", at=NOW)
    assert verdicts(inside.clock(NOW)) == ["ok clock"]
    assert verdicts(inside.clock(NOW - timedelta(hours=1))) == ["wrong clock"]
    assert verdicts(inside.trail()) == ["ok trail"]
    Entry.objects.update(act="nothing")
    assert verdicts(inside.trail()) == ["wrong trail"]


@pytest.mark.django_db
def test_debts_that_fail_for_long_are_wrong(firm: Firm) -> None:
    assert verdicts(inside.debts(NOW)) == ["ok work"]
    park(stage="send mail", key=7, error="The server is away.", at=NOW)
    assert verdicts(inside.debts(NOW)) == ["careful work"]
    assert verdicts(inside.debts(NOW + timedelta(hours=2))) == ["wrong work"]


@pytest.mark.django_db
def test_the_command_speaks_json_and_its_exit_code_tells(firm: Firm, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("KUNDING_") and name != "KUNDING_HOME"]:
        monkeypatch.delenv(name)
    record(act="make_backup", actor="command", at=datetime.now(UTC))
    ran = CliRunner().invoke(app, ["doctor", "--json"])
    found = {one["what"]: one["verdict"] for one in json.loads(ran.stdout)}
    assert ran.exit_code == 0, ran.stdout
    assert found["trail"] == found["database"] == found["backup"] == "ok"
    monkeypatch.setenv("KUNDING_LOG", "loud")
    assert CliRunner().invoke(app, ["doctor"]).exit_code == 1


def test_one_setting_is_explained_and_no_secret_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KUNDING_SMTP_PASSWORD", "quite secret")
    explained = CliRunner().invoke(app, ["doctor", "kunding_smtp_password"]).stdout
    assert "its password" in explained
    assert "quite secret" not in explained
