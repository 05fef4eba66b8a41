"""The documents of case studies, organisations and tools: how they are checked, and what they project."""

from casestudies.documents.case_studies import CaseStudies
from casestudies.documents.organisations import Organisations
from casestudies.documents.tools import Tools

__all__ = ["CaseStudies", "Organisations", "Tools"]
