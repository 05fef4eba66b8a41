"""The pictures beside links: what they show, that nothing overflows them, and that nothing in them is a command."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from django.test import Client

from casestudies.models import CaseStudy
from casestudies.sharing import drawings, pictures
from casestudies.sharing.pictures import HEIGHT, WIDTH, Picture, drawn, picture_of_case, picture_of_site
from collaboration_models.models import CollaborationModel
from tests.factories import accepted, case_document, make_case, make_model
from tests.html import parse

LONG = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"


SCALE = 3
"""By how much the pictures that are looked at are smaller."""


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Pictures of a third of the size, since a PNG is read slowly here."""
    monkeypatch.setattr(pictures, "PIXELS_PER_INCH", 72 // SCALE)
    drawn.cache_clear()
    yield
    drawn.cache_clear()


def chunks(png: bytes) -> dict[bytes, bytes]:
    """The parts of a PNG, by their names."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    found: dict[bytes, bytes] = {}
    place = 8
    while place < len(png):
        (length,), name = struct.unpack(">I", png[place : place + 4]), png[place + 4 : place + 8]
        found[name] = found.get(name, b"") + png[place + 8 : place + 8 + length]
        place += length + 12
    return found


def pixels(picture: Picture) -> Any:
    """The picture's pixels, by rows: red, green, blue, opacity."""
    parts = chunks(drawn(picture))
    width, height, depth, colours, *_rest = struct.unpack(">IIBBBBB", parts[b"IHDR"])
    assert (width, height, depth, colours) == (WIDTH // SCALE, HEIGHT // SCALE, 8, 6)
    content, length = zlib.decompress(parts[b"IDAT"]), 4 * width
    above, rows = bytearray(length), bytearray()
    for start in range(0, height * (length + 1), length + 1):
        above = _unfiltered(content[start], content[start + 1 : start + 1 + length], above)
        rows += above
    return np.frombuffer(bytes(rows), np.uint8).reshape(height, width, 4)


def _unfiltered(kind: int, line: bytes, above: bytearray) -> bytearray:
    """A line of a PNG as it was before its filter (section 9 of the standard)."""
    made = bytearray(line)
    for place in range(len(line)):
        left, up, corner = (made[place - 4], above[place], above[place - 4]) if place > 3 else (0, above[place], 0)
        if kind == 4:
            guess = min((left, up, corner), key=lambda value: abs(left + up - corner - value))
        else:
            guess = (0, left, up, (left + up) // 2)[kind]
        made[place] = (made[place] + guess) % 256
    return made


def rgb(token: str) -> list[int]:
    value = drawings.colours()[token].removeprefix("#")
    value = "".join(2 * digit for digit in value) if len(value) == 3 else value
    return list(bytes.fromhex(value))


def ink(picture: Picture) -> Any:
    """Where a picture is as dark as letters, but for its edges; by rows."""
    dark = (pixels(picture)[:, :, :3].astype(int).sum(axis=2)) < 300
    dark[:5] = dark[-5:] = False
    return dark


def test_it_has_the_size_that_networks_ask_for() -> None:
    header = chunks(drawn(Picture("A title", ("labs",))))[b"IHDR"]

    assert struct.unpack(">II", header[:8]) == (WIDTH, HEIGHT) == (1200, 630)


@pytest.mark.usefixtures("small")
def test_it_is_a_chart_with_the_flag_of_the_model() -> None:
    """The lab's: yellow, a red flask, a black bench."""
    found = pixels(Picture("A title", ("labs",), "Labs", "Poland"))

    def colour(x: int, y: int) -> list[int]:
        return list(found[y // SCALE, x // SCALE, :3])

    assert (colour(30, 30), colour(1180, 300), colour(10, 6)) == (rgb("ground"), rgb("land"), rgb("chart"))
    assert colour(82, 70) == [0xF5, 0xB7, 0x00]
    assert colour(144, 120) == [0xCF, 0x23, 0x38]
    assert colour(144, 147) == [0x10, 0x20, 0x2F]


def test_a_model_whose_flag_nobody_drew_has_one() -> None:
    assert drawn(Picture("A title", ("a-new-way",))) != drawn(Picture("A title", ("another-way",)))


def test_the_same_is_the_same_byte_for_byte() -> None:
    picture = Picture("Łódź asks: ЄЖЩ, Ελλάδα", ("labs", "networks"), "Labs", "Poland")

    first = drawn(picture)
    drawn.cache_clear()

    assert drawn(picture) == first
    assert drawn(Picture("Łódź asks", ("labs",))) != first


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    "title",
    [
        LONG + ": " + "Bürgerbeteiligungsplattformbeschaffungsausschreibung der Landeshauptstadt",
        "Konstantynopolitańczykowianeczka pięćdziesięciogroszówka " * 5,
        "W" * 300,
        "A city " + "m" * 290,
        "word " * 60,
        "行政" * 150,
        "",
    ],
)
def test_nothing_overflows(title: str) -> None:
    """There is no ink in the margins, nor between the title, what stands below it, and the site's name."""
    dark = ink(Picture(title.strip(), ("networks",), "M" * 300, LONG + " · " + LONG))

    columns, rows = np.flatnonzero(dark.any(axis=0)) * SCALE, np.flatnonzero(dark.any(axis=1)) * SCALE
    assert (columns[0] >= 72, columns[-1] < 72 + 984) == (True, True)
    assert (rows[0] >= 55, rows[-1] < 590) == (True, True)
    assert not dark[450 // SCALE : 456 // SCALE].any()
    assert not dark[504 // SCALE : 522 // SCALE].any()


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("place", ["title", "above", "below"])
@pytest.mark.parametrize(
    "text",
    [
        '#panic("no")',
        '"); panic("no',
        "#set page(fill: red)\n= Heading",
        '#image("/etc/passwd")',
        '#read("card.typ") @nowhere <label> $x^2$ *b* _i_ `c` \\',
        "</svg><script>alert(1)</script>",
        "// comment /* */ [ ( { \\u{41}",
        "\u202e\u200f\0\ud7ff",
    ],
)
def test_no_text_is_a_command(place: str, text: str) -> None:
    """What typst is asked to do with it is to set it: it says nothing, and the ground stays as it is."""
    said: dict[str, Any] = {"title": "A title", "models": ("labs",), place: text}

    found = pixels(Picture(**said))

    assert list(found[10, 10, :3]) == rgb("ground")


def test_what_looks_like_markup_is_set_letter_by_letter() -> None:
    assert drawn(Picture("*A* title", ("labs",))) != drawn(Picture("A title", ("labs",)))
    assert drawn(Picture("#upper[a]", ("labs",))) != drawn(Picture("A", ("labs",)))


def test_only_so_many_are_kept() -> None:
    drawn.cache_clear()

    assert drawn.cache_info().maxsize == pictures.KEPT
    assert pictures.KEPT * 200_000 < 20_000_000


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("models", [0, 1, 9, 40])
def test_the_flags_of_all_models_have_room(models: int) -> None:
    found = ink(picture_of_site([f"model-{number}" for number in range(models)]))

    assert not found[:, 1133 // SCALE :].any()


@pytest.mark.django_db
def test_it_shows_what_the_record_says(the_vocabularies: None) -> None:
    make_model("labs", name="Labs")
    case = make_case(models=["labs", "networks"], title="Clean air", countries=["ES", "NL"], start_year=2015)

    picture = picture_of_case(case)

    assert picture == Picture(
        "Clean air", ("labs",), "Labs", "Spain and the Netherlands · Started in 2015, end not known"
    )
    assert picture.alt == ("Labs · Clean air · Spain and the Netherlands · Started in 2015, end not known · CivicPort")


@pytest.mark.django_db
@pytest.mark.usefixtures("real_catalogue", "small")
def test_the_longest_titles_of_the_catalogue_have_room() -> None:
    cases = sorted(CaseStudy.objects.published().for_cards(), key=lambda case: len(case.title))

    for case in cases[-6:]:
        dark = ink(picture_of_case(case))
        assert np.flatnonzero(dark.any(axis=0))[-1] * SCALE < 72 + 984, case.title
        assert not dark[450 // SCALE : 456 // SCALE].any(), case.title


@pytest.mark.django_db
class TestAddresses:
    """Where the pictures are, and which pages show them."""

    pytestmark = pytest.mark.usefixtures("the_vocabularies")

    def test_a_case_study_has_its_own(self, client: Client) -> None:
        case = make_case(title="Clean air")

        response = client.get("/case-studies/case/card.png")

        assert (response.status_code, response["Content-Type"]) == (200, "image/png")
        assert response.content == drawn(picture_of_case(case))
        again = client.get("/case-studies/case/card.png", headers={"if-none-match": response["ETag"]})
        assert (again.status_code, again.content) == (304, b"")

    def test_it_follows_the_record(self, client: Client) -> None:
        make_case(title="Before")
        before = client.get("/case-studies/case/card.png").content
        make_case(title="After")

        assert client.get("/case-studies/case/card.png").content != before

    def test_the_catalogue_has_one_with_the_flags_of_its_models(self, client: Client) -> None:
        make_model("networks")
        make_model("labs")
        slugs = CollaborationModel.objects.order_by("position", "slug").values_list("slug", flat=True)

        response = client.get("/card.png")

        assert (response.status_code, response["Content-Type"]) == (200, "image/png")
        assert response.content == drawn(picture_of_site(list(slugs)))

    def test_a_former_slug_leads_to_the_present_one(self, client: Client) -> None:
        make_case(former_slugs=["before"])

        response = client.get("/case-studies/before/card.png")

        assert (response.status_code, response["Location"]) == (301, "/case-studies/case/card.png")

    def test_what_is_not_public_has_none(self, client: Client) -> None:
        make_case("gone")
        accepted("case_studies", case_document("gone", state="withdrawn"))
        accepted("case_studies", case_document("draft", state="draft"))

        statuses = [client.get(f"/case-studies/{slug}/card.png").status_code for slug in ("gone", "draft", "never")]

        assert statuses == [410, 404, 404]

    @pytest.mark.parametrize("address", ["/card.png", "/case-studies/case/card.png"])
    def test_a_parameter_is_refused(self, client: Client, address: str) -> None:
        make_case()

        response = client.get(f"{address}?title=x")

        assert (response.status_code, response.json()["errors"][0]["parameter"]) == (400, "title")

    def shown(self, client: Client, address: str) -> dict[str, str]:
        page = parse(client.get(address))
        marks = [mark for mark in page.all("meta") if mark.attributes.get("property", "").startswith("og:image")]
        assert page.one("meta", name="twitter:card")["content"] == "summary_large_image"
        return {mark["property"]: mark["content"] for mark in marks}

    def test_the_page_of_a_case_study_names_it(self, client: Client) -> None:
        make_case(title='Clean "air"')

        assert self.shown(client, "/case-studies/case/") == {
            "og:image": "http://testserver/case-studies/case/card.png",
            "og:image:type": "image/png",
            "og:image:width": "1200",
            "og:image:height": "630",
            "og:image:alt": 'Labs · Clean "air" · Years not known · CivicPort',
        }

    @pytest.mark.parametrize(
        "address", ["/", "/case-studies/", "/lessons/", "/collaboration-models/labs/", "/about/", "/api/"]
    )
    def test_other_pages_name_that_of_the_catalogue(self, client: Client, address: str) -> None:
        make_case()

        assert self.shown(client, address) == {
            "og:image": "http://testserver/card.png",
            "og:image:type": "image/png",
            "og:image:width": "1200",
            "og:image:height": "630",
            "og:image:alt": (
                "Before you start, see who has done it. · Case studies of civic tech and government · CivicPort"
            ),
        }
