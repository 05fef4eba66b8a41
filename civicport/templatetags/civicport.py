"""What the templates of this site need beyond Django's own tags."""

from collections.abc import Iterable
from functools import lru_cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_noop

from civicport.flags import drawn_flags, made_flag

register = template.Library()

NUMBERS = (
    gettext_noop("no"),
    gettext_noop("one"),
    gettext_noop("two"),
    gettext_noop("three"),
    gettext_noop("four"),
    gettext_noop("five"),
    gettext_noop("six"),
    gettext_noop("seven"),
    gettext_noop("eight"),
    gettext_noop("nine"),
    gettext_noop("ten"),
    gettext_noop("eleven"),
    gettext_noop("twelve"),
)


@register.simple_tag
@lru_cache(maxsize=256)
def flag(slug: str) -> SafeString:
    """The flag of a collaboration model: decoration, since the model's name always stands beside it.

    It has a size of its own for browsers that show the page without styles. A page has a hundred, of nine kinds.
    """
    if slug in drawn_flags():
        return format_html(
            '<svg class="flag" width="36" height="24" aria-hidden="true" focusable="false">'
            '<use href="{}#flag-{}"/></svg>',
            static("flags.svg"),
            slug,
        )
    return format_html(
        '<svg class="flag" width="36" height="24" viewBox="0 0 36 24" aria-hidden="true" focusable="false">{}</svg>',
        format_html_join("", '<path fill="{}" d="{}"/>', made_flag(slug)),
    )


@register.simple_tag
def icon(name: str) -> SafeString:
    """A small sign of the sprite that is no flag: "mark", "anchor", "copy". Decoration too."""
    return format_html(
        '<svg class="{}" width="24" height="24" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        name,
        static("flags.svg"),
        name,
    )


@register.filter
def in_words(number: int) -> str:
    """Small numbers as words ("nine"), larger ones in figures."""
    return gettext(NUMBERS[number]) if 0 <= number < len(NUMBERS) else str(number)


@register.filter
def listed(names: Iterable[str]) -> str:
    """Names of terms as one list within a line: "municipal budget, EU programme". Empty for none."""
    return ", ".join(_uncapitalised(str(name)) for name in names)


def _uncapitalised(name: str) -> str:
    # "EU programme" and other abbreviations keep their capitals.
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]
