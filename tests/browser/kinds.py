"""One address for every kind of page that readers see, with the catalogue's own content."""

import pytest

MISSING = "/this-page-is-not-there/"
CASE = "/case-studies/consul/"
FILTERED = "/case-studies/?model=scaling-replicating&theme=open-data"
LESSONS = "/lessons/?q=data&kind=lesson&kind=recommendation&theme=public-procurement"
CITATION = "[role=doc-noteref]"
"""Of a statement; it leads to the source."""

KINDS = {
    "home": "/",
    "case studies": "/case-studies/",
    "case studies, filtered": FILTERED,
    "case studies, searched and paged": "/case-studies/?q=data&page=2",
    "case studies, nothing found": "/case-studies/?q=nothing-is-called-so&model=hackathons",
    "case studies, misspelt": "/case-studies/?q=fellwship",
    "case studies, bad values": "/case-studies/?model=scaling-replicatin&active_from=soon&ordering=size&page=999",
    "case study": "/case-studies/luftdaten/",
    "case study, long": CASE,
    "all values of a facet": "/case-studies/facets/country/?theme=open-data",
    "values of a facet, looked for": "/case-studies/facets/organisation/?theme=open-data&find=city&page=2",
    "matrix": "/case-studies/matrix/",
    "matrix, of a selection": "/case-studies/matrix/?rows=country&columns=funding&theme=open-data",
    "map": "/case-studies/map/",
    "map, a part": "/case-studies/map/?zoom=3&at=50.08,14.44",
    "timeline": "/case-studies/timeline/?theme=open-data",
    "network": "/case-studies/network/?model=networks",
    "lineage": "/case-studies/lineage/",
    "brief of a selection": "/case-studies/brief/?model=hackathons",
    "brief of a case study": "/case-studies/consul/brief/",
    "comparison": "/compare/?case=consul&case=luftdaten",
    "comparison, one picked": "/compare/?case=consul",
    "embedded case study": "/embed/case-studies/consul/",
    "embedded list": "/embed/case-studies/?model=hackathons",
    "lessons": "/lessons/",
    "lessons, filtered and searched": LESSONS,
    "models": "/collaboration-models/",
    "model": "/collaboration-models/scaling-replicating/",
    "organisations": "/organisations/",
    "organisation": "/organisations/code-for-germany/",
    "tools": "/tools/",
    "tool": "/tools/consul/",
    "about": "/about/",
    "about the data": "/about/data/",
    "operator": "/about/operator/",
    "privacy": "/about/privacy/",
    "accessibility statement": "/about/accessibility/",
    "API": "/api/",
    "API, address by address": "/api/v1/docs/",
    "missing page": MISSING,
}

every_kind = pytest.mark.parametrize("address", KINDS.values(), ids=KINDS)
