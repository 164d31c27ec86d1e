"""Zammad 2026, django-helpdesk b633400: sort keys and id lists went into SQL as they came."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kunding.conftest import Life, login
from kunding.listen.models import Feedback

PAGES = ("/", "/feedback/", "/cases/", "/themes/", "/pains/", "/method/")
NAMES = ("period", "since", "until", "unit", "touchpoint", "journey", "channel", "segment", "sentiment", "intent",
         "theme", "words", "unclear", "page", "show", "sort", "order_by", "ids[]")  # fmt: skip
SHAPES = (
    "1 OR 1=1", "1; DROP TABLE listen_feedback", "' OR ''='", '" OR ""="', "1)", "-1", "99999999999999999999999", "٣",
    "id__gt", "author__password", "owner__password__startswith=a", "__class__", "../../etc/passwd", "2026-13-45",
    "0000-00-00", "9999-12-31", "\0", "\ud800", "%00", "NaN", "1e309", "*", 'a" OR b', "a AND NOT b", "NEAR(a b)",
    "{{7*7}}", "${7*7}", "null", "[]", "'" * 500,
)  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_known_shapes_change_nothing(life: Life, page: str) -> None:
    client, before = login(life.firm.vera), Feedback.objects.count()
    for shape in SHAPES[:: 1 if page == "/feedback/" else 4]:
        # In every parameter at once: each of them is read on its own.
        answer = client.get(page, dict.fromkeys(NAMES, shape.encode("utf-8", "ignore").decode()))
        assert answer.status_code in {200, 302, 404}, (page, shape)
    assert Feedback.objects.count() == before


@pytest.mark.parametrize("name", NAMES)
def test_a_shape_in_one_parameter_changes_nothing(life: Life, name: str) -> None:
    client = login(life.firm.vera)
    for shape in SHAPES[::7]:
        assert client.get("/feedback/", {name: shape.encode("utf-8", "ignore").decode()}).status_code == 200, shape


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(NAMES), value=st.text(max_size=40))
def test_any_text_is_answered(life: Life, name: str, value: str) -> None:
    assert login(life.firm.vera).get("/feedback/", {name: value}).status_code == 200
