"""A case study in short: six answers, chosen from the record's own words."""

import pytest

from casestudies.models import CaseStudy
from casestudies.views.case_study_page import make_page
from casestudies.views.in_short import listed
from tests.factories import make_case, make_model, make_organisation

pytestmark = pytest.mark.django_db


def answers(slug: str = "case") -> dict[str, str]:
    case = CaseStudy.objects.published().for_detail().get(slug=slug)
    return {answer.label: answer.text for answer in make_page(case).in_short}


def test_it_leaves_empty_what_is_not_known():
    make_case()

    assert answers() == {
        "Aim": "It wanted something.",
        "Started by": "",
        "Paid by": "",
        "Model": "Labs",
        "What went wrong": "",
        "What to do": "",
    }


def test_it_chooses_the_sentence_that_states_the_purpose():
    make_case(
        aim="Floods come every year. The partners wanted to bring the data together, so that help comes.[^report]"
    )

    assert answers()["Aim"] == "The partners wanted to bring the data together, so that help comes."


def test_it_takes_the_first_sentence_where_none_states_a_purpose():
    make_case(aim="Farmers issue receipts from official books at every checkpoint. Officers check them.[^report]")

    assert answers()["Aim"] == "Farmers issue receipts from official books at every checkpoint."


def test_it_does_not_stop_at_a_sentence_that_says_nothing():
    make_case(aim="It had two goals. The first was to learn how the city works.[^report]")

    assert answers()["Aim"] == "It had two goals. The first was to learn how the city works."


def test_it_takes_the_title_of_the_first_challenge_or_else_its_first_sentence():
    text = "Accuracy. The devices are less exact than official ones.[^report]"
    make_case("plain", challenges=[{"text": text}])
    make_case("titled", challenges=[{"title": "Exactness", "text": text}])

    assert answers("plain")["What went wrong"] == "Accuracy. The devices are less exact than official ones."
    assert answers("titled")["What went wrong"] == "Exactness"


def test_it_names_who_started_it_with_their_kind():
    make_organisation("city")
    started = {"organisations": [{"organisation": "city", "role": "initiator"}]}
    make_case("one", initiators=["local-government"], **started)
    make_case("several", initiators=["local-government", "academia"], **started)
    make_case("names", **started)
    make_case("kinds", initiators=["local-government", "academia"])
    make_case("note", initiator_note="A student of the town began it in her kitchen in 2015. Others joined.[^report]")

    assert {slug: answers(slug)["Started by"] for slug in ("one", "several", "names", "kinds", "note")} == {
        "one": "City (local government)",
        "several": "Local government and academia, among them City",
        "names": "City",
        "kinds": "Local government and academia",
        "note": "A student of the town began it in her kitchen in 2015.",
    }


def test_it_lists_every_model():
    make_model("fellowships")
    make_case(models=["labs", "fellowships"])

    assert answers()["Model"] == "Labs and fellowships"


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ([], ""),
        (["Foundation grant"], "Foundation grant"),
        (["Foundation grant", "Paid services", "EU programme"], "Foundation grant, paid services and EU programme"),
        (["Paid services", "Donations and membership fees"], "Paid services; donations and membership fees"),
        (["mySociety", "Code for All"], "mySociety and Code for All"),
    ],
)
def test_it_lists_names_as_a_sentence_has_them(names, words):
    assert listed(names) == words
