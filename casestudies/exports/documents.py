"""Documents of a selection as JSON, JSON-LD and GeoJSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from casestudies.exports.reading import Selected, Told, tell_all
from casestudies.exports.schema_org import case_study_data
from casestudies.exports.spreadsheets import blocks
from casestudies.exports.tables import lesson_records
from civicport.addresses import absolute


def as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def array(values: Iterable[Any]) -> Iterator[str]:
    """A JSON array, a value a line."""
    yield "["
    before = "\n"
    for value in values:
        yield before + as_json(value)
        before = ",\n"
    yield "\n]"


def case_studies_as_json(selected: Selected) -> Iterator[bytes]:
    """Whole documents, each in the envelope that it has on the API."""
    return blocks(array(_enveloped(selected, told) for part in tell_all(selected) for told in part), ["\n"])


def _enveloped(selected: Selected, told: Told) -> dict[str, Any]:
    return {
        "slug": told.case.slug,
        "html_url": absolute(selected.request, told.case.get_absolute_url()),
        "revision": told.revision,
        "changed": told.changed.isoformat().replace("+00:00", "Z"),
        "document": told.document,
    }


def lessons_as_json(selected: Selected) -> Iterator[bytes]:
    """Challenges, lessons and recommendations with the facets of their case; null: not known."""
    return blocks(array(lesson_records(selected)), ["\n"])


def as_json_ld(selected: Selected) -> Iterator[bytes]:
    """The case studies in the words of schema.org, as on their pages."""
    things = (case_study_data(selected.request, told) for part in tell_all(selected) for told in part)
    known = ({name: value for name, value in thing.items() if value not in (None, "", [])} for thing in things)
    return blocks(['{"@context": "https://schema.org", "@graph": '], array(known), ["}\n"])


def as_geojson(selected: Selected) -> Iterator[bytes]:
    """The places of the case studies as points (RFC 7946), and how many case studies have none on the map."""
    return blocks(_feature_collection(selected))


def _feature_collection(selected: Selected) -> Iterator[str]:
    count = nowhere = 0

    def features() -> Iterator[dict[str, Any]]:
        nonlocal count, nowhere
        for part in tell_all(selected):
            for told in part:
                found = list(_features(selected, told))
                count += 1
                nowhere += not found
                yield from found

    yield '{"type": "FeatureCollection", "features": '
    yield from array(features())
    yield f', "case_studies": {count}, "without_coordinates": {nowhere}}}\n'


def _features(selected: Selected, told: Told) -> Iterator[dict[str, Any]]:
    names = ("title", "summary", "models", "themes", "status", "start_year", "end_year")
    known = {name: told.document[name] for name in names if name in told.document}
    for position, place in enumerate(told.document.get("places", []), 1):
        if "latitude" in place:
            yield {
                "type": "Feature",
                "id": f"{told.case.slug}/{position}",
                "geometry": {"type": "Point", "coordinates": [place["longitude"], place["latitude"]]},
                "properties": {
                    "slug": told.case.slug,
                    "url": absolute(selected.request, told.case.get_absolute_url()),
                    "place": place["name"],
                    **({"country": place["country"]} if "country" in place else {}),
                    **known,
                },
            }
