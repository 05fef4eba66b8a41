"""What the collaboration models recommend to whoever looks for lessons, on the API."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories import make_case, make_model

pytestmark = pytest.mark.django_db

ADVICE = "/api/v1/lessons/advice/"
LESSON = {"text": "Ask early.", "key": "early"}


def test_it_gives_what_the_models_of_what_is_found_recommend(client: Client) -> None:
    early, late = {"title": "Ask early", "text": "It helps.", "key": "ask"}, {"text": "Stay late.", "key": "stay"}
    make_model("labs", recommendations=[early, late])
    make_model("networks", recommendations=[{"text": "Meet.", "key": "meet"}])
    make_case("a", models=["labs"], lessons=[LESSON])
    make_case("draft", models=["networks"], lessons=[LESSON], state="draft")

    assert client.get(ADVICE).json() == {
        "count": 1,
        "models": [
            {
                "model": "labs",
                "name": "Labs",
                "url": "http://testserver/api/v1/collaboration-models/labs/",
                "html_url": "http://testserver/collaboration-models/labs/#recommendations",
                "recommendations": [early, late],
                "more": 0,
            }
        ],
    }
    (with_words,) = client.get(f"{ADVICE}?q=early").json()["models"]
    assert (with_words["recommendations"], with_words["more"]) == ([early], 1)
    assert client.get(f"{ADVICE}?q=procurement").json() == {"count": 0, "models": []}


def test_it_refuses_what_the_list_refuses(client: Client) -> None:
    response = client.get(f"{ADVICE}?kin=lesson")

    assert response.status_code == 400
    assert response.json()["errors"] == [
        {"parameter": "kin", "value": "lesson", "detail": "There is no such parameter. Did you mean “kind”?"}
    ]
