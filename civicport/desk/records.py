"""What the desk shows of a record of any kind: list, editing, history."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from civicport.desk.differences import as_yaml, difference
from civicport.desk.editing import DocumentForm, Edit, bring
from civicport.documents import kinds
from civicport.models import Record, Revision


def display_name(user: Any) -> str:
    """The name of an editor as revisions bear it: the full name or, failing that, the one to sign in with."""
    return user.get_full_name() or user.get_username()


class CompletenessFilter(admin.SimpleListFilter):
    """How much of what the catalogue asks for is there."""

    title = gettext_lazy("completeness")
    parameter_name = "completeness"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("complete", _("complete")), ("most", _("75 % or more")), ("some", _("less than 75 %"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        field = self.prefix(queryset) + "completeness"
        match self.value():
            case "complete":
                return queryset.filter(**{field: 100})
            case "most":
                return queryset.filter(**{f"{field}__range": (75, 99)})
            case "some":
                return queryset.filter(**{f"{field}__lt": 75})
        return queryset

    @staticmethod
    def prefix(queryset: QuerySet) -> str:
        return "" if issubclass(queryset.model, Record) else "record__"


class AdviceFilter(admin.SimpleListFilter):
    """Whether there is advice on the record."""

    title = gettext_lazy("advice")
    parameter_name = "advice"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("some", _("some")), ("none", _("none"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        nothing: dict[str, Any] = {CompletenessFilter.prefix(queryset) + "advice": []}
        match self.value():
            case "some":
                return queryset.exclude(**nothing)
            case "none":
                return queryset.filter(**nothing)
        return queryset


class RecordAdmin(admin.ModelAdmin):
    """A record on the desk. Nothing is written but through `accept()`; nothing is deleted."""

    kind: ClassVar[str]
    name_field: ClassVar[str] = "name"
    list_per_page = 50
    show_full_result_count = False

    def get_list_display(self, request: HttpRequest) -> tuple[Any, ...]:
        return (self.name_field, *self.own_columns(), "completeness", "advice", "revision", "changed_at", "page")

    def own_columns(self) -> tuple[str, ...]:
        return ()

    def get_list_filter(self, request: HttpRequest) -> tuple[Any, ...]:
        return (*self.own_filters(), CompletenessFilter, AdviceFilter)

    def own_filters(self) -> tuple[Any, ...]:
        return ()

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """The row, or None; no number that a database could not hold is asked for."""
        possible = object_id.isascii() and object_id.isdigit() and len(object_id) <= 18
        return super().get_object(request, object_id, from_field) if possible else None

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        if any("\0" in value for values in request.GET.lists() for value in values[1]):
            return HttpResponseRedirect(request.path)
        return super().changelist_view(request, extra_context)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        queryset = super().get_queryset(request)
        return queryset if issubclass(queryset.model, Record) else queryset.select_related("record")

    @admin.display(description=gettext_lazy("complete"), ordering="record__completeness")
    def completeness(self, row: Any) -> str:
        return f"{row.record.completeness} %"

    @admin.display(description=gettext_lazy("advice"))
    def advice(self, row: Any) -> int:
        return len(row.record.advice)

    @admin.display(description=gettext_lazy("revision"))
    def revision(self, row: Any) -> int:
        return row.record.revision

    @admin.display(description=gettext_lazy("changed"), ordering="record__changed")
    def changed_at(self, row: Any) -> Any:
        return row.record.changed.date()

    @admin.display(description=gettext_lazy("page"))
    def page(self, row: Any) -> SafeString | str:
        address = self.public_address(row)
        return format_html('<a href="{}">{}</a>', address, _("View on site")) if address else "–"

    def public_address(self, row: Any) -> str:
        """Where the public sees this record; empty if it does not. Subclasses with pages say which."""
        return ""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        return self._edit(request, None)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        row = self.get_object(request, object_id)
        if row is None:
            return self._missing(request, object_id)
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        if request.method == "POST" and not self.has_change_permission(request, row):
            raise PermissionDenied
        return self._edit(request, row)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Every revision with what it changed, the newest first; each can be brought back."""
        row = self.get_object(request, object_id)
        if row is None:
            return self._missing(request, object_id)
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        revisions = list(row.record.revisions.order_by("-number"))
        earlier = [*revisions[1:], None]
        shown = [
            {
                "revision": revision,
                "lines": difference(self.kind, before.document, revision.document) if before else [],
            }
            for revision, before in zip(revisions, earlier, strict=True)
        ]
        context = {"revisions": shown, "title": _("History: %(name)s") % {"name": row}}
        return self._render(request, "admin/desk/history.html", row, context)

    def _missing(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined]

    def _edit(self, request: HttpRequest, row: Any) -> HttpResponse:
        record: Record | None = row.record if row else None
        if request.method != "POST":
            return self._show(request, row, DocumentForm(initial=self._initial(request, record)))
        form = DocumentForm(request.POST)
        if not form.is_valid():
            return self._show(request, row, form)
        confirmed = "confirm" in request.POST
        edit = bring(
            self.kind,
            record,
            form.cleaned_data["text"],
            display_name(request.user),
            form.cleaned_data["reason"],
            based_on=form.cleaned_data["based_on"],
            dry_run=not confirmed,
        )
        if edit.problems or "again" in request.POST:
            return self._show(request, row, form, edit if edit.problems else None)
        if not edit.changes:
            messages.info(request, _("Nothing changed: the document says what the record says already."))
            return self._show(request, row, form)
        if confirmed:
            return self._done(request, edit)
        context = {"form": form, "edit": edit, "title": _("Confirm the change")}
        return self._render(request, "admin/desk/confirm.html", row, context)

    def _initial(self, request: HttpRequest, record: Record | None) -> dict[str, Any]:
        if record is None:
            return {"text": self.template(), "based_on": 0}
        number = request.GET.get("revision", "")
        if number.isascii() and number.isdigit():
            revision: Revision = get_object_or_404(Revision, record=record, number=int(number[:9]))
            reason = _("Back to revision %(number)s: ") % {"number": revision.number}
            return {"text": as_yaml(self.kind, revision.document), "reason": reason, "based_on": record.revision}
        return {"text": as_yaml(self.kind, record.document), "based_on": record.revision}

    def template(self) -> str:
        """The keys that a new record of this kind must have, to be filled in."""
        fields = kinds.get(self.kind).serializer().fields
        return "".join(f"{name}:\n" for name, field in fields.items() if field.required)

    def _show(self, request: HttpRequest, row: Any, form: DocumentForm, edit: Edit | None = None) -> HttpResponse:
        title = _("Change: %(name)s") % {"name": row} if row else _("New: %(kind)s") % {"kind": self.opts.verbose_name}
        context = {"form": form, "edit": edit, "title": title, "advice": row.record.advice if row else []}
        return self._render(request, "admin/desk/edit.html", row, context)

    def _done(self, request: HttpRequest, edit: Edit) -> HttpResponse:
        record = edit.results[0].record
        said = _("%(record)s is revision %(number)s now.") % {"record": record.slug, "number": record.revision}
        if also := len(edit.consequences):
            said += " " + ngettext(
                "%(count)s record that refers to it was changed, too.",
                "%(count)s records that refer to it were changed, too.",
                also,
            ) % {"count": also}
        messages.success(request, said)
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
        return HttpResponseRedirect(reverse(name, args=[record.pk]))

    def _render(self, request: HttpRequest, template: str, row: Any, context: dict[str, Any]) -> HttpResponse:
        return TemplateResponse(
            request,
            template,
            {
                **self.admin_site.each_context(request),
                "opts": self.opts,
                "row": row,
                "record": row.record if row else None,
                "public_address": self.public_address(row) if row else "",
                "may_change": self.has_change_permission(request, row) if row else self.has_add_permission(request),
                **context,
            },
        )
