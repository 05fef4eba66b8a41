"""What is projected from the documents of case studies, organisations and tools, and the querysets in domain words."""

from casestudies.models.case_study import CaseStudy, Form, Level, State, Status
from casestudies.models.joins import (
    CaseStudyCountry,
    CaseStudyModel,
    CaseStudyTerm,
    CaseStudyTool,
    OrganisationCountry,
    Participation,
    Place,
    Relation,
    ToolMaintainer,
    ToolTheme,
)
from casestudies.models.organisation import Organisation
from casestudies.models.takeaway import Takeaway
from casestudies.models.tool import Tool

__all__ = [
    "CaseStudy",
    "CaseStudyCountry",
    "CaseStudyModel",
    "CaseStudyTerm",
    "CaseStudyTool",
    "Form",
    "Level",
    "Organisation",
    "OrganisationCountry",
    "Participation",
    "Place",
    "Relation",
    "State",
    "Status",
    "Takeaway",
    "Tool",
    "ToolMaintainer",
    "ToolTheme",
]
