"""Documents of every kind, made by chance out of strings that are valid and nasty; and plain garbage."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from civicport.documents.vocabularies import CLOSED, NAMES

# Each of them has a meaning in YAML, in Markdown or in a database, or none in ASCII.
NASTY = [
    "NO", "yes", "null", "~", "true", "12:30", "2018", "1e3", "0o17", "0x1F", "1_000", ".5", ".inf", "2026-11-22",
    "=", "<<", "- a", "# a", "a # b", "a: b", "a:b", "key:", "@a", "`", "'", '"', "it's", '"quoted"', "{a: b}",
    "[a, b]", "[a", "&a", "*a", "!a", "!!python/object:os.system", "%a", "|", ">", "? a", ", a", "\\", "a\\nb",
    "--- a", "...", "$", "{{ a }}", "<b>", "a" * 130, "a b " * 40 + "a", "a  b" * 40, "Łódź", "Київ",
    "日本語のテキスト", "שלום עולם", "مرحبا", "😀", "👩\u200d💻", "e\u0301", "\u00a0a", "a\u00a0b", "ﬁ", "İ", "ß",
    "\u200e", "\u3000",
]  # fmt: skip
WORD = st.sampled_from(NASTY) | st.text(
    st.characters(codec="utf-8", categories=("L", "M", "N", "P", "S", "Zs")), min_size=1, max_size=20
)
LINE = st.lists(WORD, min_size=1, max_size=4).flatmap(
    lambda words: st.sampled_from([" ", "  ", "\t", "\n", "\r\n"]).map(lambda space: space.join(words))
)
LETTERS = st.text("abcdefghij0123456789", min_size=1, max_size=8)
SLUG = st.lists(LETTERS, min_size=1, max_size=3).map("-".join)
YEAR = st.integers(1800, 2100)
ADDRESS = st.sampled_from(
    [
        "https://example.org",
        "http://a.example/b?c=d&e=f#g",
        "https://xn--d-fga.example/%20/",
        "https://münchen.example/ü",
    ]
)
PARAGRAPH = st.one_of(
    st.lists(
        st.sampled_from(["plain", "*soft*", "**strong**", "[link](https://a.example)", "Łódź,", "a_b", "3 < 4", "1."])
    )
    .filter(bool)
    .map(" ".join),
    LINE,
)
LIST = st.lists(st.sampled_from(["one", "two: three", "**four**", "[^report]"]), min_size=1, max_size=4).flatmap(
    lambda entries: st.sampled_from(["- ", "* ", "1. "]).map(lambda mark: "\n".join(mark + entry for entry in entries))
)
PROSE = st.lists(PARAGRAPH | LIST, min_size=1, max_size=3).flatmap(
    lambda parts: st.sampled_from(["\n\n", "\n", "  \n \n\n", "\r\n\r\n"]).map(lambda gap: gap.join(parts))
)


def term(vocabularies: dict[str, list[str]], *names: str) -> st.SearchStrategy[str]:
    return st.sampled_from([slug for name in names for slug in vocabularies[name]])


def some(values: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[list[Any]]:
    return st.lists(values, min_size=1, max_size=most)


def mapping(required: dict[str, Any], optional: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(required, optional=optional)


SOURCE = mapping(
    {"key": SLUG, "title": LINE},
    {"publisher": LINE, "url": ADDRESS, "year": YEAR, "language": st.sampled_from(["en", "pl", "no"])}
    | {"archive_url": ADDRESS, "accessed": st.dates().map(str)},
)
SOURCES = some(SOURCE)
TAKEAWAYS = some(mapping({"text": PROSE}, {"title": LINE, "key": SLUG}))
NAMED = {"slug": SLUG, "name": LINE}
ALIASES = {"former_slugs": some(SLUG, 2), "also_known_as": some(LINE, 2)}


def organisation(vocabularies: dict[str, list[str]]) -> st.SearchStrategy[dict[str, Any]]:
    countries = some(st.sampled_from(["PL", "NO", "GB"]))
    kind = term(vocabularies, "organisation_kinds")
    return mapping(
        NAMED,
        ALIASES | {"kind": kind, "countries": countries, "website": ADDRESS, "summary": LINE, "sources": SOURCES},
    )


def tool(vocabularies: dict[str, list[str]]) -> st.SearchStrategy[dict[str, Any]]:
    lines = {"suits": some(PROSE), "needs": some(PROSE), "themes": some(term(vocabularies, "themes"))}
    texts = {"summary": LINE, "licence": LINE, "website": ADDRESS, "repository": ADDRESS}
    return mapping(NAMED, ALIASES | lines | texts | {"sources": SOURCES, "maintainers": st.just(["city"])})


def collaboration_model(vocabularies: dict[str, list[str]]) -> st.SearchStrategy[dict[str, Any]]:
    typical = mapping(
        {},
        {
            "duration": st.sampled_from(["days", "open-ended"]),
            "led_by": some(term(vocabularies, "participant_groups", "initiator_types")),
            "needs_government_partner": st.booleans(),
        },
    )
    parts = {"watch_out": TAKEAWAYS, "recommendations": TAKEAWAYS, "typical": typical, "sources": SOURCES}
    texts = {"order": st.integers(0, 10_000), "description": PROSE, "fits_when": some(PROSE)}
    examples = some(mapping({"name": LINE}, {"url": ADDRESS}))
    return mapping(NAMED | {"summary": LINE}, ALIASES | parts | texts | {"examples": examples})


def case_study(vocabularies: dict[str, list[str]]) -> st.SearchStrategy[dict[str, Any]]:
    required = {"slug": SLUG, "title": LINE, "summary": LINE, "models": st.just(["labs"]), "aim": PROSE}
    choices = {
        "state": st.sampled_from(["published", "draft", "withdrawn"]),
        "form": st.sampled_from(sorted(CLOSED["forms"])),
        "status": st.sampled_from(sorted(CLOSED["statuses"])),
        "level": st.sampled_from(sorted(CLOSED["levels"])),
        "countries": some(st.sampled_from(["PL", "NO", "GB"])),
        "themes": some(term(vocabularies, "themes")),
        "funding": some(term(vocabularies, "funding_types")),
        "participants": some(term(vocabularies, "participant_groups")),
    }
    texts = dict.fromkeys(["initiator_note", "funding_note", "collaboration", "ending_note"], PROSE)
    years = {"start_year": YEAR, "end_year": YEAR, "website": ADDRESS, "reviewed": st.dates().map(str)}
    degrees = {"latitude": st.integers(-9000, 9000).map(lambda n: n / 100), "longitude": st.integers(-180, 180)}
    figure = mapping({"label": LINE, "value": LINE, "source": st.just("report")}, {"year": YEAR})
    cost = mapping(
        {"label": LINE, "amount": st.integers(0, 10**15), "currency": st.just("EUR"), "source": st.just("report")}, {}
    )
    parts = {
        "places": some(mapping({"name": LINE}, {"country": st.just("NO")}) | mapping({"name": LINE} | degrees, {})),
        "challenges": TAKEAWAYS,
        "lessons": TAKEAWAYS,
        "recommendations": TAKEAWAYS,
        "outcomes": some(figure),
        "costs": some(cost),
        "milestones": some(mapping({"year": YEAR, "text": PROSE}, {})),
        "organisations": st.just([{"organisation": "city", "role": "host"}, {"organisation": "city"}]),
        "tools": st.just(["app"]),
        "related": st.just([{"case_study": "other", "relation": "see-also"}]),
    }
    return mapping(required | {"sources": SOURCES}, ALIASES | choices | texts | years | parts)


def vocabulary(vocabularies: dict[str, list[str]]) -> st.SearchStrategy[dict[str, Any]]:
    name = st.sampled_from(sorted(set(NAMES) - set(CLOSED)))
    return mapping({"slug": name, "values": some(mapping({"slug": SLUG, "name": LINE}, {"help": LINE}))}, {})


DOCUMENTS = {
    "vocabularies": vocabulary,
    "collaboration_models": collaboration_model,
    "organisations": organisation,
    "tools": tool,
    "case_studies": case_study,
}

KEYS = st.sampled_from(["", "\x00", "²", "1"]) | st.sampled_from(
    [
        "slug",
        "title",
        "name",
        "summary",
        "aim",
        "models",
        "sources",
        "key",
        "text",
        "lessons",
        "values",
        "former_slugs",
        "places",
        "latitude",
        "typical",
        "needs_government_partner",
        "costs",
        "related",
        "state",
        "non_field_errors",
        "organisations",
        "kind",
        "website",
        "start_year",
        "reviewed",
        "led_by",
        "order",
        "themes",
    ]
)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.sampled_from([10**400, -(10**400), "\x00", "\ud800", "\u202e", "labs", "case", "[^report]", "²"]),
    st.floats(),
    st.text(),
    st.sampled_from(NASTY),
)
GARBAGE: st.SearchStrategy[Any] = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=6), max_leaves=25
)
