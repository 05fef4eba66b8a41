from __future__ import annotations

from typing import Any

import pytest

from casestudies.models import Tool
from civicport.documents.problems import Refused
from tests.factories import accepted, make_case, make_organisation, make_tool, source, tool_document, vocabularies

pytestmark = pytest.mark.django_db


def refusal(**more: Any) -> list[str]:
    vocabularies()
    with pytest.raises(Refused) as refused:
        accepted("tools", tool_document(**more))
    return str(refused.value).splitlines()


def test_slug_and_name_are_enough() -> None:
    tool = make_tool("app")

    assert tool.document == {"slug": "app", "name": "App"}
    assert (tool.licence, tool.summary, tool.theme_slugs) == ("", "", [])
    assert tool.record.completeness == 0
    assert [item["field"] for item in tool.record.advice] == [
        "summary", "licence", "website", "themes", "suits", "needs", "sources",
    ]  # fmt: skip


def test_it_projects_what_it_is_found_by() -> None:
    make_organisation("b")
    make_organisation("a")

    tool = make_tool(
        "app",
        name="Consul",
        licence="AGPL-3.0-or-later",
        themes=["fiscal-transparency", "citizen-participation"],
        maintainers=["b", "a"],
        suits=["Towns that **ask**[^report]"],
        sources=[source(), source("more")],
    )

    assert (tool.sort_key, tool.licence) == ("consul", "AGPL-3.0-or-later")
    assert list(tool.theme_links.values_list("term__slug", "position")) == [
        ("fiscal-transparency", 0),
        ("citizen-participation", 1),
    ]
    assert list(tool.maintainer_links.values_list("organisation__slug", "position")) == [("b", 0), ("a", 1)]
    assert "towns that ask" in tool.search_text


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"maintainers": ["x"]}, "maintainers[1]: there is no organisation “x”."),
        ({"themes": ["knitting"]}, "themes[1]: “knitting” is no value of themes."),
        ({"suits": ["A.[^x]"]}, "suits[1]: cites “x”, which is not among the sources."),
        ({"needs": ["a" * 5_001]}, "needs[1]: has 5,001 characters; 5,000 is the most."),
        ({"needs": "a"}, "needs: should be a list, not “a”."),
        ({"slug": "new"}, "slug: “new” is reserved for the catalogue's own addresses; choose another."),
    ],
)
def test_it_refuses_in_a_sentence(more: dict[str, Any], message: str) -> None:
    assert refusal(**more) == [message]


def test_it_is_public_when_a_public_case_study_names_it() -> None:
    for slug in ("seen", "in-a-draft", "unnamed"):
        make_tool(slug)
    make_case("case", tools=["seen"])
    make_case("draft", state="draft", tools=["in-a-draft"])

    assert list(Tool.objects.published().values_list("slug", flat=True)) == ["seen"]


def test_a_licence_is_never_called_not_known() -> None:
    vocabularies()

    with pytest.raises(Refused) as caught:
        accepted("tools", tool_document(licence="not-known"))

    assert [str(problem) for problem in caught.value.problems] == ["licence: leave the key out if it is not known."]


def test_every_word_of_a_plain_name_can_be_searched_for() -> None:
    tool = make_tool(also_known_as=["Code `for` all <beta>"])

    assert "code `for` all <beta>" in tool.search_text
