"""The rules across records, and the command that runs them."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from civicport.rules import breaches
from tests.factories import make_case, make_organisation, make_tool, publish_everything

pytestmark = pytest.mark.django_db


def related(slug: str, relation: str) -> dict:
    return {"related": [{"case_study": slug, "relation": relation}]}


def broken() -> list[str]:
    return [str(breach) for breach in breaches()]


def test_it_finds_nothing_in_an_empty_catalogue():
    assert broken() == []


def test_it_finds_nothing_in_the_catalogues_own_records():
    publish_everything()

    assert broken() == []


@pytest.mark.parametrize("relation", ["replicates", "inspired-by", "part-of"])
def test_it_finds_two_cases_that_say_the_same_of_each_other(relation):
    make_case("pier")
    make_case("harbour", **related("pier", relation))
    make_case("pier", **related("harbour", relation))

    assert broken() == [f"case_studies/harbour: the relation “{relation}” runs in a circle: harbour → pier → harbour."]


def test_it_finds_a_longer_circle_once():
    for slug in ("a", "b", "c", "d"):
        make_case(slug)
    make_case("a", **related("b", "part-of"))
    make_case("b", **related("c", "part-of"))
    make_case("c", **related("a", "part-of"))
    make_case("d", **related("a", "part-of"))

    assert broken() == ["case_studies/a: the relation “part-of” runs in a circle: a → b → c → a."]


def test_it_lets_two_cases_see_each_other():
    make_case("pier")
    make_case("harbour", **related("pier", "see-also"))
    make_case("pier", **related("harbour", "see-also"))

    assert broken() == []


def test_it_finds_a_copy_that_is_older_than_its_original():
    make_case("pier", start_year=2010)
    make_case("harbour", start_year=2009, **related("pier", "replicates"))

    assert broken() == ["case_studies/harbour: it replicates “pier” but started before it, in 2009."]


def test_it_finds_a_name_that_two_records_claim():
    make_case("harbour", title="The harbour")
    make_case("pier", also_known_as=["The Hárbour"])

    assert broken() == ["case_studies/pier: the name “the harbour” is claimed by “harbour” too."]


def test_it_lets_records_of_different_kinds_share_a_name():
    make_tool("consul")
    make_case("consul", tools=["consul"])

    assert broken() == []


def test_it_finds_organisations_and_tools_that_nobody_names():
    make_organisation("maker")
    make_organisation("nobody")
    make_tool("app", maintainers=["maker"])

    assert broken() == [
        "organisations/nobody: no case study and no tool names it.",
        "tools/app: no case study names it.",
    ]


def test_the_command_names_every_breach_and_fails():
    make_organisation("nobody")
    errors = StringIO()

    with pytest.raises(CommandError) as caught:
        call_command("check_catalogue", stderr=errors)

    assert errors.getvalue() == "organisations/nobody: no case study and no tool names it.\n"
    assert (str(caught.value), caught.value.returncode) == ("1 breach of the catalogue's rules.", 1)


def test_the_command_says_that_all_is_well():
    output = StringIO()

    call_command("check_catalogue", stdout=output)

    assert output.getvalue() == "Every rule across records holds.\n"
