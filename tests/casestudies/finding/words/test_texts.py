from __future__ import annotations

from typing import Any

from casestudies.finding.words.texts import CASE_STUDY_WEIGHTS, TAKEAWAY_WEIGHTS, case_study_texts, takeaway_texts

NAMES = {
    ("organisations", "epanstwo"): ["ePaństwo Foundation", "EPF"],
    ("organisations", "hidden"): ["Hidden"],
    ("tools", "consul"): ["Consul Democracy", "Consul"],
    ("collaboration_models", "hackathons"): ["Hackathons", "hack days"],
    ("collaboration_models", "labs"): ["Labs"],
    ("themes", "open-data"): ["Open data"],
    ("funding_types", "grants"): ["Grants"],
}
DOCUMENT: dict[str, Any] = {
    "title": "Consul in Poland",
    "also_known_as": ["DziałaMy!", "Pole"],
    "summary": "Two districts try it.",
    "models": ["hackathons", "unknown"],
    "themes": ["open-data"],
    "funding": ["grants"],
    "countries": ["PL"],
    "places": [{"name": "Warsaw", "country": "PL"}],
    "aim": "To *listen*.[^a]\n\n- first\n- second",
    "funding_note": "A grant.",
    "challenges": [{"text": "It was **hard**.[^a]"}],
    "lessons": [{"title": "Ask early", "text": "Before [others](https://example.org)."}],
    "costs": [{"label": "Grant for the pilot", "amount": 5, "currency": "EUR", "source": "a"}],
    "outcomes": [{"label": "Residents", "value": "7", "source": "a"}],
    "milestones": [{"year": 2019, "text": "It began.[^a]"}],
    "organisations": [{"organisation": "epanstwo", "role": "partner"}],
    "tools": ["consul"],
    "related": [{"case_study": "something-hidden", "relation": "see-also"}],
    "sources": [{"key": "a", "title": "A report", "publisher": "A house"}, {"key": "b", "title": "Another"}],
}


def test_it_tells_the_texts_of_a_case_study_apart() -> None:
    assert case_study_texts(DOCUMENT, NAMES) == {
        "title": "Consul in Poland\nDziałaMy!\nPole",
        "summary": "Two districts try it.",
        "names": "ePaństwo Foundation\nEPF\nConsul Democracy\nConsul\nHackathons\nhack days",
        "takeaways": "It was hard.\nAsk early\nBefore others.",
        "body": "To listen.\nfirst\nsecond\nA grant.\nIt began.\nGrant for the pilot\nResidents\nWarsaw\nPoland\n"
        "Open data\nGrants",
        "sources": "A report\nA house\nAnother",
    }


def test_the_smallest_document_has_texts() -> None:
    texts = case_study_texts({"title": "T", "summary": "S", "aim": "A", "models": ["labs"], "sources": []}, NAMES)

    assert texts == {"title": "T", "summary": "S", "names": "Labs", "takeaways": "", "body": "A", "sources": ""}
    assert texts.keys() == CASE_STUDY_WEIGHTS.keys()


def test_it_tells_the_texts_of_a_takeaway_apart() -> None:
    texts = takeaway_texts(DOCUMENT["lessons"][0], DOCUMENT, NAMES)

    assert texts == {
        "title": "Ask early",
        "text": "Before others.",
        "case": "Consul in Poland\nDziałaMy!\nPole\nePaństwo Foundation\nEPF\nConsul Democracy\nConsul\nHackathons\n"
        "hack days",
    }
    assert texts.keys() == TAKEAWAY_WEIGHTS.keys()
    assert takeaway_texts(DOCUMENT["challenges"][0], DOCUMENT, NAMES)["title"] == ""
