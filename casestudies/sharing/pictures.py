"""The pictures that networks show beside a link, drawn from what a record says: its flag, its title, where and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.utils.translation import gettext as _

from casestudies.models import CaseStudy
from casestudies.sharing import drawings
from casestudies.sharing.typesetting import typeset
from civicport.context import the_site

WIDTH, HEIGHT = 1200, 630
PIXELS_PER_INCH = 72
"""A pixel for each point of the template."""
KEPT = 64
"""How many pictures a process keeps, of some 110 kB each: to draw one takes 60 ms of a processor."""
TEMPLATE = Path(__file__).with_name("card.typ")


@dataclass(frozen=True)
class Picture:
    """What a picture shows. `models` are the slugs of those whose flags it has; `above` and `below` may be empty."""

    title: str
    models: tuple[str, ...]
    above: str = ""
    below: str = ""

    @property
    def alt(self) -> str:
        """The picture in words."""
        return " · ".join(filter(None, (self.above, self.title, self.below, the_site().name)))


def picture_of_case(case: CaseStudy) -> Picture:
    """A case study under the flag of its main model, with where and when it took place."""
    main = case.model_list[:1]
    where_and_when = " · ".join(filter(None, (case.countries_in_words, case.years_in_words)))
    return Picture(
        case.title, tuple(model.slug for model in main), "".join(model.name for model in main), where_and_when
    )


def picture_of_site(models: Sequence[str]) -> Picture:
    """The catalogue, under the flags of these models."""
    below = _("Case studies of civic tech and government")
    return Picture(_("Before you start, see who has done it."), tuple(models), below=below)


@lru_cache(maxsize=KEPT)
def drawn(picture: Picture) -> bytes:
    """The picture as PNG of WIDTH by HEIGHT pixels; of equal pictures, equal bytes. Its drawings are this release's."""
    colours = drawings.colours()
    card = {
        "title": picture.title,
        "above": picture.above,
        "below": picture.below,
        "site": the_site().name,
        "flags": [drawings.flag(slug) for slug in picture.models],
        "mark": drawings.symbol("mark").replace("currentColor", colours["ink"]),
        "chart": drawings.chart(),
        "colours": colours,
    }
    return typeset(TEMPLATE, card, format="png", ppi=PIXELS_PER_INCH)
