"""One spelling for what is spelt in several ways: British and American English, irregular forms, a few names.

Words here are folded. What a rule makes of a word need not be a word, as long as it is the same for all of its
spellings and for no other word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_WORDS = {
    spelt: word
    for word, spellings in {
        "aging": "ageing", "aluminum": "aluminium", "analyse": "analysis", "artifact": "artefact artefacts artifacts",
        "begin": "began begun", "build": "built", "buy": "bought", "check": "cheque", "choose": "chose chosen",
        "curb": "kerb", "find": "found", "give": "gave given", "gray": "grey", "grow": "grew grown", "hold": "held",
        "inquiry": "enquiry", "inquiries": "enquiries", "judgment": "judgement", "kyiv": "kiev",
        "lead": "led", "learned": "learnt", "lose": "lost", "maneuver": "manoeuvre", "mold": "mould", "ngo": "ngos",
        "cso": "csos", "pay": "paid", "plow": "plough",
        "run": "ran", "skeptic": "sceptic", "skeptical": "sceptical", "speak": "spoke spoken", "spend": "spent",
        "take": "took taken", "teach": "taught", "tire": "tyre", "toward": "towards", "while": "whilst",
        "win": "won", "woman": "women", "man": "men", "child": "children", "write": "wrote written",
    }.items()
    for spelt in spellings.split()
}  # fmt: skip

_OUR = "arm|behavi|col|endeav|fav|flav|glam|harb|hon|hum|lab|neighb|od|parl|ranc|rig|rum|savi|splend|val|vap|vig"
_RE = "calib|cent|fib|lit|lust|meag|met|sab|somb|spect|theat"
_LL = (
    "cancel|channel|counsel|dial|equal|fuel|funnel|grovel|initial|label|level|marvel|model|panel|parcel|pencil|quarrel|"
    "remodel|rival|shovel|signal|spiral|total|travel|tunnel|unravel"
)
_RULES = tuple(
    (re.compile(pattern), spelling)
    for pattern, spelling in (
        (r"(?<=\w{3})iz(?=(e|ed|er|ers|es|ing|able|ation|ations|ational)$)", "is"),
        (r"(?<=\w{2})yz(?=(e|ed|er|ers|es|ing)$)", "ys"),
        (rf"^(dis|un)?({_OUR})our", r"\1\2or"),
        (rf"({_RE})re(?=(s|d)?$)", r"\1er"),
        (r"(?<=\w{3})ogue(?=(s|d|r|rs)?$)", "og"),
        (r"(?<=\w{3})oguing$", "oging"),
        (r"^(program|kilogram|gram)me(?=s?$)", r"\1"),
        (r"^(un)?licenc", r"\1licens"),
        (r"^practis", "practic"),
        (r"^(def|off|pret)ence", r"\1ense"),
        (rf"^({_LL})l(?=(ed|er|ers|ing|ings|or|ors|ous|ously|able)$)", r"\1"),
        (r"^(enrol|fulfil|distil|instil)l", r"\1"),
        (r"^(instal|skil|wil)l(?=(ment|ments|ful|fully)$)", r"\1"),
        (r"^(arch|encyclop|an|gyn|h|orthop|p|medi)ae", r"\1e"),
        (r"^(f|diarrh)oe(?=t|a)", r"\1e"),
    )
)
_IN_RULES = re.compile("iz|yz|our|re|ogu|mme|cenc|practis|ence|ll|ae|oe")
_HALVES = tuple(
    (re.compile(pattern), spelling)
    for pattern, spelling in (
        (r"(?<=\w{3})iz(?=(e|i|in|a|at|ati|atio)?$)", "is"),
        (r"(?<=\w{2})yz(?=(e|i|in)?$)", "ys"),
        (rf"^({_OUR})ou$", r"\1o"),
        (rf"({_RE})r$", r"\1er"),
        (r"(?<=\w{3})ogu$", "og"),
        (r"^programm$", "program"),
        (r"^licenc$", "licens"),
        (r"^practis$", "practic"),
        (r"^(def|off|pret)enc$", r"\1ens"),
    )
)


def normal(word: str) -> str:
    """The word in the one spelling that stands for all: organize and organise, colour and color, paid and pay."""
    word = _WORDS.get(word, word)
    for pattern, spelling in _RULES if _IN_RULES.search(word) else ():
        word = pattern.sub(spelling, word)
    return word


def halves(half: str) -> Iterator[str]:
    """How the beginning of a word may begin the normal spelling of that word: as typed, organiz as organis, ..."""
    yield half
    found = normal(half)
    for pattern, spelling in _HALVES:
        found = pattern.sub(spelling, found)
    if found != half:
        yield found
