"""A selection as a value: equal questions are equal, and have one address."""

from casestudies.finding.selection import Selection, canonical

SELECTION = Selection(
    facets=(("model", ("hackathons", "labs")), ("theme", ("open-data",))),
    q="clean air",
    active_from=2010,
    active_to=2020,
    ordering="-title",
)


def test_it_turns_back_into_its_query_string_in_one_order() -> None:
    assert SELECTION.query_string(page=2) == (
        "?q=clean+air&model=hackathons&model=labs&theme=open-data&active_from=2010&active_to=2020&ordering=-title&page=2"
    )


def test_it_escapes_what_an_address_cannot_hold() -> None:
    assert Selection(q="a&b=Łódź #1").query_string() == "?q=a%26b%3D%C5%81%C3%B3d%C5%BA+%231"


def test_it_has_no_query_string_if_nothing_is_asked() -> None:
    assert Selection().query_string(page="") == ""


def test_it_is_the_same_whatever_the_order_of_its_values() -> None:
    one = canonical({"theme": ["b", "a", "b"], "model": ["x"], "country": []})

    assert one == canonical({"model": ["x"], "theme": ["a", "b"]}) == (("model", ("x",)), ("theme", ("a", "b")))


def test_it_chooses_a_value_and_lets_it_go() -> None:
    chosen = Selection(ordering="-title").toggled("model", "labs")

    assert chosen == Selection(facets=(("model", ("labs",)),), ordering="-title")
    assert chosen.toggled("model", "labs") == Selection(ordering="-title")


def test_it_adds_a_value_beside_the_others() -> None:
    assert SELECTION.toggled("model", "apps").values("model") == ("apps", "hackathons", "labs")


def test_it_leaves_one_facet_out() -> None:
    assert SELECTION.without("model").facets == (("theme", ("open-data",)),)


def test_it_keeps_its_order_when_nothing_narrows_any_more() -> None:
    assert SELECTION.everything() == Selection(ordering="-title")


def test_it_knows_whether_it_narrows() -> None:
    narrowing = [
        Selection(q="air"),
        Selection(active_from=2000),
        Selection(active_to=2000),
        SELECTION.without("model"),
    ]

    assert [selection.narrows for selection in narrowing] == [True] * 4
    assert not Selection(ordering="-title").narrows


def test_it_has_no_values_of_a_facet_that_does_not_narrow() -> None:
    assert Selection().values("model") == ()
