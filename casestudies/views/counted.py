"""How many there are of something, in words: "1 case study", "2,431 organisations"."""

from __future__ import annotations

from django.utils.translation import ngettext

from civicport.wording import grouped


def case_studies(count: int) -> str:
    return ngettext("%(count)s case study", "%(count)s case studies", count) % {"count": grouped(count)}


def organisations(count: int) -> str:
    return ngettext("%(count)s organisation", "%(count)s organisations", count) % {"count": grouped(count)}


def tools(count: int) -> str:
    return ngettext("%(count)s tool", "%(count)s tools", count) % {"count": grouped(count)}


def countries(count: int) -> str:
    return ngettext("%(count)s country", "%(count)s countries", count) % {"count": grouped(count)}


def takeaways(count: int) -> str:
    """Challenges, lessons and recommendations together."""
    return ngettext("%(count)s entry", "%(count)s entries", count) % {"count": grouped(count)}
