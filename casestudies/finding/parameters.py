"""The parameters of a list: how each is read, and refused in a sentence that names what would be right."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from casestudies.finding import registry
from civicport.documents.problems import did_you_mean, shorten
from civicport.models import FIRST_YEAR, LAST_YEAR
from civicport.text import fold

LONGEST_QUERY = 400
MOST_WORDS = 60
MOST_VALUES = 50


class SeveralValues(forms.Field):
    """The values of a facet; each must exist, and a problem names the one that does not."""

    widget = forms.SelectMultiple

    def __init__(self, *, facet: registry.Facet, known: Callable[..., Collection[str]], **kwargs: Any) -> None:
        self.facet, self.known = facet, known
        super().__init__(**kwargs)

    def clean(self, value: Any) -> tuple[str, ...]:
        values = [item.strip() for item in value or [] if item.strip()]
        if len(values) > MOST_VALUES:
            raise ValidationError(_("has more than %(most)s values."), params={"most": MOST_VALUES})
        known = self.known(self.facet, values) if values else ()
        bad = [item for item in values if item not in known]
        if bad:
            everything = self.facet.labels()
            raise ValidationError(
                [
                    ValidationError(
                        _("“%(shown)s” is no value of this filter.%(near)s"),
                        code="invalid_choice",
                        params={"value": item, "shown": shorten(item), "near": did_you_mean(item, everything)},
                    )
                    for item in bad
                ]
            )
        return tuple(values)


class FacetFilter(django_filters.Filter):
    """Narrows by a facet; repeated parameters are alternatives."""

    field_class = SeveralValues

    def __init__(self, facet: registry.Facet) -> None:
        self.facet = facet
        help_text = _("%(help)s Repeat it for alternatives; not-known stands for what is not known.") % {
            "help": facet.help
        }
        super().__init__(field_name=facet.field, label=facet.label, help_text=help_text, facet=facet)


class Words(forms.CharField):
    """What is searched for, as it was typed, with single spaces."""

    def clean(self, value: Any) -> str:
        words = (value or "").replace("\0", " ").split()
        if sum(map(len, words)) > LONGEST_QUERY or len(words) > MOST_WORDS:
            raise ValidationError(
                _("At most %(words)s words with %(most)s characters can be searched for."),
                params={"words": MOST_WORDS, "most": LONGEST_QUERY},
            )
        # Signs alone ask for nothing.
        return " ".join(words) if re.search("[a-z0-9]", fold(" ".join(words))) else ""


class WordsFilter(django_filters.CharFilter):
    field_class = Words


class Order(forms.Field):
    """The order of a list, by its name; empty for the usual one."""

    def __init__(self, *, choices: list[tuple[str, Any]], **kwargs: Any) -> None:
        self.choices = choices
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        known = [name for name, _label in self.choices]
        if value and value not in known:
            raise ValidationError(
                _("“%(shown)s” is no order of this list.%(near)s"),
                params={"value": value, "shown": shorten(value), "near": did_you_mean(value, known)},
            )
        return value or ""


class OrderFilter(django_filters.Filter):
    field_class = Order


def ordering_filter(choices: dict[str, Any]) -> OrderFilter:
    return OrderFilter(choices=list(choices.items()), label=_("Order"), help_text=_("The order of the results."))


def words_filter() -> WordsFilter:
    return WordsFilter(
        label=_("Words"),
        help_text=_(
            "Words that must all occur, in any inflection and spelling; “a phrase”, -without, this OR that. The best "
            "answers come first, unless another order is asked for."
        ),
    )


class Year(forms.Field):
    """A year in four digits."""

    def clean(self, value: Any) -> int | None:
        text = (value or "").strip()
        if not text:
            return None
        if re.fullmatch(r"[0-9]{4}", text) and FIRST_YEAR <= int(text) <= LAST_YEAR:
            return int(text)
        raise ValidationError(
            _("“%(shown)s” is no year from %(first)s to %(last)s."),
            params={"value": value, "shown": shorten(value, 20), "first": FIRST_YEAR, "last": LAST_YEAR},
        )


class YearFilter(django_filters.Filter):
    """A year of the span in which a case is known to have run."""

    field_class = Year
