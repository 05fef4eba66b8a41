"""The editors' desk: lists, editing as YAML, confirming, history."""

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from casestudies.models import CaseStudy
from civicport.models import Catalogue, Record, Revision
from tests.factories import make_case, make_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> Client:
    """Alice may see, add and change case studies."""
    user = User.objects.create_user("alice", password="x", is_staff=True, first_name="Alice", last_name="Harbour")
    wanted = ("view_casestudy", "add_casestudy", "change_casestudy")
    user.user_permissions.set(Permission.objects.filter(codename__in=wanted))
    client = Client()
    client.force_login(user)
    return client


def change(case: CaseStudy) -> str:
    return reverse("admin:casestudies_casestudy_change", args=[case.pk])


def text_of(client: Client, address: str) -> str:
    return client.get(address).context["form"].initial["text"]


def test_it_lists_records_with_completeness_and_advice(editor):
    make_case("harbour")

    page = editor.get(reverse("admin:casestudies_casestudy_changelist")).content.decode()

    assert page.count("Harbour") == 1
    assert "0 %" in page
    assert 'href="/case-studies/harbour/"' in page


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("q=harbour", ["harbour"]),
        ("state__exact=draft", ["pier"]),
        ("completeness=some", ["harbour", "pier"]),
        ("completeness=complete", []),
        ("completeness=most", []),
        ("advice=some", ["harbour", "pier"]),
        ("advice=none", []),
    ],
)
def test_it_searches_and_filters(editor, query, slugs):
    make_case("harbour")
    make_case("pier", state="draft")

    page = editor.get(f"{reverse('admin:casestudies_casestudy_changelist')}?{query}")

    assert sorted(row.slug for row in page.context["cl"].queryset) == slugs


def test_it_shows_the_document_as_canonical_yaml(editor):
    case = make_case("harbour")

    text = text_of(editor, change(case))

    assert text == (
        "slug: harbour\n"
        "title: Harbour\n"
        "summary: What it was about.\n"
        "models: [labs]\n"
        "aim: It wanted something.[^report]\n"
        "sources:\n"
        "  - {key: report, title: A report}\n"
    )


def test_it_shows_what_changes_before_it_writes(editor):
    case = make_case("harbour")
    version = Catalogue.current().version
    text = text_of(editor, change(case)).replace("title: Harbour", "title: The harbour")

    page = editor.post(change(case), {"text": text, "reason": "An article", "based_on": 1})

    assert [(line.kind, line.text) for line in page.context["edit"].lines] == [
        ("same", "slug: harbour"),
        ("removed", "title: Harbour"),
        ("added", "title: The harbour"),
        ("same", "summary: What it was about."),
        ("same", "models: [labs]"),
    ]
    assert Catalogue.current().version == version


def test_it_accepts_a_confirmed_change_in_the_editors_name(editor):
    case = make_case("harbour")
    text = text_of(editor, change(case)).replace("title: Harbour", "title: The harbour")

    page = editor.post(change(case), {"text": text, "reason": "An article", "based_on": 1, "confirm": "yes"})

    revision = Revision.objects.get(record=case.record, number=2)
    assert page["Location"] == change(case)
    assert (revision.by, revision.reason) == ("Alice Harbour", "An article")
    assert CaseStudy.objects.get(pk=case.pk).title == "The harbour"


def test_it_names_the_line_of_a_mistake_and_keeps_what_was_typed(editor):
    case = make_case("harbour")
    typed = text_of(editor, change(case)).replace("models: [labs]", "models: [lab]") + "# my note\n"

    page = editor.post(change(case), {"text": typed, "reason": "", "based_on": 1})
    again = editor.post(change(case), {"text": typed, "reason": "A try", "based_on": 1})

    assert page.context["form"].errors == {"reason": ["This field is required."]}
    assert page.context["form"]["text"].value() == typed
    shown = again.context["edit"].problems
    assert [(str(item.problem), item.excerpt) for item in shown] == [
        ("line 4, models[1]: there is no collaboration model “lab”. Did you mean “labs”?", "models: [lab]")
    ]
    assert again.context["form"]["text"].value() == typed
    assert again.context["form"]["reason"].value() == "A try"


def test_it_shows_a_yaml_mistake_in_a_sentence(editor):
    case = make_case("harbour")

    page = editor.post(change(case), {"text": "slug: harbour: pier", "reason": "A try", "based_on": 1})

    assert [str(item.problem) for item in page.context["edit"].problems] == [
        "line 1: is not YAML: mapping values are not allowed in this context."
    ]


def test_it_refuses_an_edit_that_was_overtaken(editor):
    case = make_case("harbour")
    text = text_of(editor, change(case))
    make_case("harbour", title="Somebody else's")

    page = editor.post(change(case), {"text": text, "reason": "Mine", "based_on": 1, "confirm": "yes"})

    assert [str(item.problem) for item in page.context["edit"].problems] == [
        "Somebody else has changed this record: it is revision 2 now, and you edited revision 1. "
        "Compare with the newest and bring your change again."
    ]
    assert CaseStudy.objects.get(pk=case.pk).title == "Somebody else's"


def test_it_says_so_when_nothing_changed(editor):
    case = make_case("harbour")

    page = editor.post(change(case), {"text": text_of(editor, change(case)), "reason": "None", "based_on": 1})

    assert [str(message) for message in page.context["messages"]] == [
        "Nothing changed: the document says what the record says already."
    ]
    assert Revision.objects.filter(record=case.record).count() == 1


def test_it_keeps_the_address_of_a_renamed_record(editor):
    case = make_case("harbour")
    text = text_of(editor, change(case)).replace("slug: harbour", "slug: port")

    editor.post(change(case), {"text": text, "reason": "A new name", "based_on": 1, "confirm": "yes"})

    moved = editor.get("/case-studies/harbour/")
    assert (moved.status_code, moved["Location"]) == (301, "/case-studies/port/")


def test_it_shows_which_records_follow_a_rename(editor):
    make_case("pier")
    case = make_case("harbour")
    make_case("pier", related=[{"case_study": "harbour", "relation": "see-also"}])
    text = text_of(editor, change(case)).replace("slug: harbour", "slug: port")

    page = editor.post(change(case), {"text": text, "reason": "A new name", "based_on": 1})

    assert [str(result.record) for result in page.context["edit"].consequences] == ["case_studies/pier"]


def test_it_adds_a_record(editor):
    make_case("pier")
    address = reverse("admin:casestudies_casestudy_add")
    text = (
        "slug: harbour\ntitle: Harbour\nsummary: A summary.\nmodels: [labs]\naim: An aim.[^a]\n"
        "sources: [{key: a, title: A}]\n"
    )

    template = text_of(editor, address)
    page = editor.post(address, {"text": text, "reason": "New", "based_on": 0, "confirm": "yes"})

    assert template == "slug:\ntitle:\nsummary:\nmodels:\naim:\nsources:\n"
    assert page["Location"] == change(CaseStudy.objects.get(slug="harbour"))


def test_it_does_not_add_a_record_whose_slug_is_taken(editor):
    make_case("harbour")
    text = "slug: harbour\ntitle: X\nsummary: A.\nmodels: [labs]\naim: An aim.[^a]\nsources: [{key: a, title: A}]\n"

    page = editor.post(
        reverse("admin:casestudies_casestudy_add"), {"text": text, "reason": "New", "based_on": 0, "confirm": "yes"}
    )

    assert [str(item.problem) for item in page.context["edit"].problems] == [
        "line 1, slug: “harbour” is taken by another case study; choose another slug."
    ]


def test_it_shows_every_revision_and_brings_one_back(editor):
    case = make_case("harbour", title="First")
    make_case("harbour", title="Second")
    history = reverse("admin:casestudies_casestudy_history", args=[case.pk])

    page = editor.get(history)
    text = text_of(editor, f"{change(case)}?revision=1")
    editor.post(change(case), {"text": text, "reason": "Back", "based_on": 2, "confirm": "yes"})

    assert [entry["revision"].number for entry in page.context["revisions"]] == [2, 1]
    assert [line.kind for line in page.context["revisions"][0]["lines"]] == [
        "same", "removed", "added", "same", "same",
    ]  # fmt: skip
    assert CaseStudy.objects.get(pk=case.pk).title == "First"
    assert Record.objects.get(pk=case.pk).revision == 3


def test_it_goes_back_to_editing_with_what_was_typed(editor):
    case = make_case("harbour")
    text = text_of(editor, change(case)).replace("title: Harbour", "title: The harbour")

    page = editor.post(change(case), {"text": text, "reason": "Why", "based_on": 1, "again": "yes"})

    assert page.context["form"]["text"].value() == text
    assert page.templates[0].name == "admin/desk/edit.html"


def test_it_shows_no_public_page_of_a_draft(editor):
    case = make_case("harbour", state="draft")

    page = editor.get(change(case))

    assert page.context["public_address"] == ""


def test_it_keeps_readers_and_other_editors_out(client, editor):
    case = make_case("harbour")
    organisation = make_organisation("city")
    reader = User.objects.create_user("bob", password="x", is_staff=True)
    reader.user_permissions.set(Permission.objects.filter(codename="view_casestudy"))
    client.force_login(reader)
    data = {"text": "slug: harbour", "reason": "No", "based_on": 1, "confirm": "yes"}

    statuses = [
        Client().get(change(case)).status_code,
        client.get(change(case)).status_code,
        client.post(change(case), data).status_code,
        client.get(reverse("admin:casestudies_casestudy_add")).status_code,
        editor.get(reverse("admin:casestudies_organisation_change", args=[organisation.pk])).status_code,
    ]

    assert statuses == [302, 200, 403, 403, 403]


def test_it_deletes_nothing(editor, admin_client):
    case = make_case("harbour")

    answer = admin_client.post(reverse("admin:casestudies_casestudy_delete", args=[case.pk]), {"post": "yes"})

    assert answer.status_code == 403
    assert Record.objects.filter(pk=case.pk).exists()


def test_it_shows_every_kind_of_record(admin_client):
    make_case("harbour")
    make_organisation("city")

    statuses = {
        name: admin_client.get(reverse(f"admin:{name}_changelist")).status_code
        for name in (
            "casestudies_casestudy",
            "casestudies_organisation",
            "casestudies_tool",
            "collaboration_models_collaborationmodel",
            "civicport_vocabulary",
        )
    }

    assert set(statuses.values()) == {200}


def test_it_edits_a_vocabulary(admin_client):
    make_case("harbour")
    record = Record.objects.get(kind="vocabularies", slug="themes")
    address = reverse("admin:civicport_vocabulary_change", args=[record.pk])
    text = text_of(admin_client, address).replace("name: Open data", "name: Open government data")

    admin_client.post(address, {"text": text, "reason": "Wider", "based_on": 1, "confirm": "yes"})

    names = {value["slug"]: value["name"] for value in Record.objects.get(pk=record.pk).document["values"]}
    assert names["open-data"] == "Open government data"


@pytest.mark.parametrize("address", ["change", "history", "delete"])
@pytest.mark.parametrize("number", ["99999999999999999999999", "abc", "²"])
def test_it_answers_for_a_record_that_cannot_be(admin_client, address, number):
    answer = admin_client.get(f"/admin/casestudies/casestudy/{number}/{address}/")

    assert answer.status_code in (302, 403)


def test_it_orders_vocabularies_by_every_column(admin_client):
    make_case()

    assert [admin_client.get(f"/admin/civicport/vocabulary/?o={column}").status_code for column in range(1, 8)] == [
        200
    ] * 7


def test_it_drops_a_query_that_no_database_understands(admin_client):
    answer = admin_client.get("/admin/casestudies/casestudy/?state__exact=%00")

    assert (answer.status_code, answer["Location"]) == (302, "/admin/casestudies/casestudy/")
