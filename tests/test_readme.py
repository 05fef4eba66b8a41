"""The README says what is true: its request gives its answer, and its commands exist."""

import json
import re
from pathlib import Path

import pytest
from django.core.management import get_commands

from casestudies.models import CaseStudy
from collaboration_models.models import CollaborationModel
from tests.factories import publish_everything

README = Path(__file__).resolve().parent.parent.joinpath("README.md").read_text(encoding="utf-8")


@pytest.mark.django_db
def test_its_request_gives_its_answer(client):
    publish_everything()
    [address] = re.findall(r"curl 'http://127\.0\.0\.1:8000(/[^']+)'", README)
    [answer] = re.findall(r"```json\n(.*?)```", README, re.DOTALL)

    assert client.get(address).json() == json.loads(answer)


@pytest.mark.django_db
def test_it_counts_what_there_is():
    publish_everything()

    assert f"{CaseStudy.objects.published().count()} sourced case studies" in README
    assert CollaborationModel.objects.count() == 9


def test_its_commands_exist():
    named = set(re.findall(r"manage\.py ([a-z_]+)", README))

    assert named == {"import_catalogue", "check_catalogue", "export_catalogue", "createsuperuser", "check"}
    assert named <= get_commands().keys()
