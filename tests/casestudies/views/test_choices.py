"""The links of a facet's values."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from casestudies.finding.selection import Selection, canonical
from casestudies.views.choices import toggling

NAMES = st.sampled_from(["kind", "model", "theme", "tool"])
VALUES = st.sampled_from(["a", "b-c", "GPL-3.0 & later", "żółw", "not-known"])


@given(
    facets=st.dictionaries(NAMES, st.lists(VALUES, max_size=3)),
    q=st.sampled_from(["", "theme=%00", "a & b"]),
    year=st.sampled_from([None, 2015]),
    ordering=st.sampled_from(["", "-title"]),
    facet=NAMES,
    value=VALUES,
)
def test_toggling_gives_the_query_string_of_the_toggled_selection(
    facets: dict[str, list[str]], q: str, year: int | None, ordering: str, facet: str, value: str
) -> None:
    selection = Selection(canonical(facets), q, active_to=year, ordering=ordering)

    assert toggling(selection, facet)(value) == selection.toggled(facet, value).query_string()
