"""What the templates of lists need and templates are too slow for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from casestudies.models import CaseStudy
from civicport.documents.vocabularies import NOT_KNOWN
from civicport.templatetags.civicport import flag, listed
from civicport.wording import grouped

register = template.Library()


@register.simple_tag
def choices(values: Iterable[Any]) -> SafeString:
    """Values of a facet as entries of a list: links that choose one, or let it go. Each value has value, label, count,
    selected, url, and the slug of the model whose flag it has, or "".

    Not a component, since a page has hundreds of them, and the template engine would spend more time on these few
    words than the page on everything else.
    """
    return mark_safe("\n".join(map(_choice, values)))  # noqa: S308  (each has escaped what it shows)


@register.simple_tag
def card_models(case: CaseStudy) -> SafeString:
    """The flags and names of a case study's models, as components/models.html has them."""
    models = "".join(f"<li>{flag(model.slug)}<span>{escape(model.name)}</span></li>" for model in case.models_for_card)
    return mark_safe(f'<ul class="models card-models">{models}</ul>')  # noqa: S308  (escaped)


@register.simple_tag
def card_facts(case: CaseStudy) -> SafeString:
    """Where and when a case study took place, who started it and who paid; what is absent is not known."""
    facts = (
        (_("Where"), case.countries_in_words, ' class="visually-hidden"'),
        (_("When"), case.years_in_words, ' class="visually-hidden"'),
        (_("Started by"), listed(case.initiator_names), ""),
        (_("Paid by"), listed(case.funding_names), ""),
    )
    unknown = f'<span class="not-known">{escape(_("not known"))}</span>'
    lines = (
        f"<div><dt{hidden}>{escape(name)}</dt><dd>{escape(told) or unknown}</dd></div>" for name, told, hidden in facts
    )
    return mark_safe(f'<dl class="facts-line">{"".join(lines)}</dl>')  # noqa: S308  (escaped)


@register.simple_tag
def pick(parameter: str, record: Any, *, box: bool = False) -> SafeString:
    """What puts a record beside others: a link or, on a page that has components/compare_ticked.html, a box to tick.
    `parameter` names its kind: case, model or tool."""
    label = f'{escape(_("Compare"))}<span class="visually-hidden"> {escape(record)}</span>'
    if box:
        tick = f'<input type="checkbox" form="compare-form" name="{parameter}" value="{escape(record.slug)}">'
        return mark_safe(f'<p class="pick"><label>{tick} {label}</label></p>')  # noqa: S308  (escaped)
    url = f"{reverse('compare')}?{parameter}={escape(record.slug)}"
    return mark_safe(f'<p class="pick"><a href="{url}" rel="nofollow">{label}</a></p>')  # noqa: S308  (escaped)


def _choice(value: Any) -> str:
    marks = ' aria-current="true"' if value.selected else ""
    if value.value == NOT_KNOWN:
        marks += ' class="choice-not-known"'
    label: str = escape(value.label)
    if value.selected:
        label += f'<span class="visually-hidden"> {escape(_("(chosen: let it go)"))}</span>'
    drawn = flag(value.flag) if value.flag else ""
    count = grouped(value.count)
    return f'<li><a href="{escape(value.url)}" rel="nofollow"{marks}>{drawn}{label} <b>{count}</b></a></li>'
