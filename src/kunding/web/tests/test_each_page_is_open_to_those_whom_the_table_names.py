from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from kunding.conftest import Life, login
from kunding.people.models import Grant, Person, Role
from kunding.respond.signing import link_word
from kunding.web.access import ANYBODY, TABLE, may_open

ON_A_CASE = (
    *("case", "take_over", "answer", "assess", "decide", "hand_over", "accept", "turn_down", "withdraw", "ask"),
    *("close", "reopen", "trail", "earlier", "draft", "begin", "presence", "note", "set_labels", "give_goodwill"),
)


def addresses(patterns: list[URLPattern | URLResolver], namespace: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from addresses(pattern.url_patterns, inner)
        elif pattern.name:
            yield namespace + pattern.name
        else:
            pytest.fail(f"The address {pattern.pattern} has no name, so that no row can open it.")


def arguments(life: Life) -> dict[str, list[object]]:
    return {
        "cockpit:one_feedback": [life.first.pk],
        "understand:choose": [life.first.pk, "sentiment"],
        "understand:correct": [life.first.pk, "sentiment"],
        **{
            f"understand:{act}": [life.theme.pk]
            for act in ("theme", "rename", "merge", "unmerge", "split", "hide", "show")
        },
        **{f"respond:{act}": [life.waiting.number] for act in ON_A_CASE},
        **{f"respond:{act}": [life.waiting.number, 1] for act in ("finish", "decide_goodwill", "send_again")},
        "web:claim": [life.waiting.number, 1],
        "respond:file": [life.waiting.number, "sent", 1],
        **{f"respond:{act}": [1] for act in ("rename_view", "delete_view", "change_label", "delete_label")},
        **{f"respond:{act}": [1] for act in ("template", "delete_template")},
        **{f"improve:{act}": [life.pain.pk] for act in ("pain", "what_if", "dismiss", "begin")},
        "improve:mark": [life.theme.pk],
        **{f"customers:{act}": [life.firm.customer.pk] for act in ("consent",)},
        "respond:customer": [life.firm.customer.pk],
        **{f"customers:{act}": [1] for act in ("unmerge", "sign_off", "withdraw")},
        "customers:export": ["ics"],
        "listen:replay": [1],
        **{f"public:{act}": [link_word(life.waiting.number)] for act in ("case", "add", "verdict", "reopen")},
        "public:photo": [link_word(life.waiting.number), 1],
        "public:code": [life.firm.bill.code, "svg"],
        "improve:ship": [life.initiative.pk],
        "account_reset_password_from_key": ["1", "set-password"],
    }


def test_each_address_has_a_row_and_each_row_an_address() -> None:
    assert set(addresses(get_resolver().url_patterns)) == set(TABLE)


def visit(client: Client, name: str, life: Life) -> int:
    address = reverse(name, args=arguments(life).get(name, []))
    answer = client.get(address)
    return answer.status_code


def test_strangers_are_sent_to_the_login(life: Life) -> None:
    for name, roles in TABLE.items():
        status = visit(Client(), name, life)
        if roles != ANYBODY and not name.startswith("api:"):
            assert status == 302, name
        elif name.startswith("api:"):
            assert status in {302, 401, 403}, name


@pytest.mark.parametrize("role", Role.values)
def test_each_role_opens_what_the_table_says_and_nothing_else(life: Life, role: str) -> None:
    person = Person.objects.create(email=f"{role}@lindenau.example", name=role, unit=life.firm.billing)
    Grant.objects.create(person=person, role=role, given_at=life.pain.opened_at)
    client = login(person)
    for name in TABLE:
        if name.startswith(("account_", "mfa_", "api:")):
            continue  # the door itself, and what its own tests visit with a token
        status = visit(client, name, life)
        if may_open(name, frozenset({role, Role.EMPLOYEE.value})):
            assert status not in {401, 403}, f"{role} is refused {name}"
            assert status < 500, name
        else:
            assert status == 403, f"{role} opens {name} ({status})"


def test_three_people_see_their_own_cases(life: Life) -> None:
    address = reverse("respond:case", args=[life.waiting.number])
    assert login(life.firm.vera).get(address).status_code == 200
    assert login(life.firm.lea).get(address).status_code == 200
    # Whether the case exists is none of Emil's business either: it is not found, not forbidden.
    assert login(life.firm.emil).get(address).status_code == 404
    listed = login(life.firm.emil).get(reverse("respond:cases")).content.decode()
    assert life.waiting.number not in listed


def test_emil_cannot_act_on_a_case_of_another_unit(life: Life) -> None:
    client = login(life.firm.emil)
    for act in ON_A_CASE[1:]:
        if act in {"trail", "earlier"}:
            continue
        assert client.post(reverse(f"respond:{act}", args=[life.waiting.number])).status_code == 404
    life.waiting.refresh_from_db()
    assert life.waiting.owner == life.firm.lea


def test_only_the_owner_of_a_case_sees_the_customers_name(life: Life) -> None:
    address = reverse("respond:case", args=[life.waiting.number])
    assert "Erika Yilmaz" in login(life.firm.lea).get(address).content.decode()
    assert "Erika Yilmaz" not in login(life.firm.vera).get(address).content.decode()
