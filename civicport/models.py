"""What both apps stand on: records, their revisions, sources and former slugs, the vocabularies' terms, the version."""

from __future__ import annotations

from time import monotonic
from typing import Any, ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from civicport.documents import kinds

FIRST_YEAR, LAST_YEAR = 1800, 2100
TRUSTED_FOR = 1.0
"""Seconds for which an anonymous reader may be shown a version of the catalogue that was read before."""


class Catalogue(models.Model):
    """The catalogue as a whole: one row that holds its version.

    Every accepted change adds one, under this row's lock, so that versions commit in their order.
    """

    version = models.PositiveBigIntegerField(_("version"), default=0)
    changed = models.DateTimeField(_("changed"), default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = _("catalogue")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(pk=1), name="there_is_one_catalogue", violation_error_message=_("There is one catalogue.")
            )
        ]

    def __str__(self) -> str:
        return f"version {self.version}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        _forget_recent()
        transaction.on_commit(_forget_recent)

    @classmethod
    def current(cls) -> Catalogue:
        """The catalogue as it was last committed; a new one has version 0."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)

    @classmethod
    def as_noticed(cls) -> Catalogue:
        """The catalogue as of the last change that the public may have noticed: drafts move no public date."""
        last = Revision.objects.noticed().order_by("-version").values("version", "at").first()
        return cls(pk=1, version=last["version"], changed=last["at"]) if last else cls.current()

    @classmethod
    def recent(cls) -> Catalogue:
        """The catalogue as it was at most `TRUSTED_FOR` seconds ago: for readers who have changed nothing."""
        global _recent
        now, known = monotonic(), _recent
        if known is None or now >= known[0]:
            _recent = known = now + TRUSTED_FOR, cls.current()
        return known[1]

    @classmethod
    def locked(cls) -> Catalogue:
        """The catalogue, held against other writers until the transaction ends."""
        cls.objects.get_or_create(pk=1)
        return cls.objects.select_for_update().get(pk=1)


_recent: tuple[float, Catalogue] | None = None
"""Until when it is trusted, and what was read."""


def _forget_recent() -> None:
    global _recent
    _recent = None


class RecordQuerySet(models.QuerySet["Record"]):
    def of_kind(self, kind: str) -> Self:
        """The records of one kind, by slug."""
        return self.filter(kind=kind).order_by("slug")

    def published(self) -> Self:
        """What the public may see; each kind decides it for its own records."""
        seen = Q(pk__in=[])
        for kind in kinds.all_kinds():
            seen |= Q(kind=kind.name, pk__in=kind.published_ids())
        return self.filter(seen)


class Record(models.Model):
    """A document that was accepted: the truth from which everything else is derived."""

    kind = models.CharField(_("kind"), max_length=40)
    slug = models.CharField(_("slug"), max_length=100)
    document = models.JSONField(_("document"))

    advice = models.JSONField(_("advice"), default=list, help_text=_("What is missing, long or undated; for editors."))
    completeness = models.PositiveSmallIntegerField(
        _("completeness"), default=100, help_text=_("How much of what the catalogue asks for is there, in per cent.")
    )

    revision = models.PositiveIntegerField(_("revision"), default=1)
    version = models.PositiveBigIntegerField(
        _("version"), db_index=True, help_text=_("The catalogue's version with which this revision came.")
    )
    created = models.DateTimeField(_("created"), default=timezone.now)
    changed = models.DateTimeField(_("changed"), default=timezone.now)

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("record"), _("records")
        ordering = ("kind", "slug")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "slug"],
                name="a_slug_names_one_record_of_its_kind",
                violation_error_message=_("Another record of this kind has this slug."),
            ),
            models.CheckConstraint(
                condition=Q(completeness__lte=100),
                name="completeness_is_a_percentage",
                violation_error_message=_("Completeness is a number from 0 to 100."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}/{self.slug}"


class VocabularyManager(models.Manager["Record"]):
    def get_queryset(self) -> RecordQuerySet:
        return RecordQuerySet(self.model, using=self._db).of_kind("vocabularies")


class Vocabulary(Record):
    """The records that are vocabularies, as the editors' desk lists them; their values are terms."""

    objects = VocabularyManager()  # type: ignore[assignment,misc]

    class Meta:
        proxy = True
        verbose_name, verbose_name_plural = _("vocabulary"), _("vocabularies")

    @property
    def record(self) -> Record:
        return self


class RevisionQuerySet(models.QuerySet["Revision"]):
    def published(self) -> Self:
        """Public revisions of public records: what was a draft when it was accepted stays inside."""
        return self.filter(public=True, record__in=Record.objects.published())

    def noticed(self) -> Self:
        """Revisions of records that are or were public: what the public sees may have changed with them."""
        # Asked row by row: who wants the last one does not wait until all records that were ever public are known.
        public = Revision.objects.filter(record=models.OuterRef("record"), public=True)
        return self.filter(models.Exists(public.order_by()))


class Revision(models.Model):
    """A document as it was accepted: number, when, by whom, and why."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="revisions", verbose_name=_("record"))
    number = models.PositiveIntegerField(_("number"))
    document = models.JSONField(_("document"))
    by = models.CharField(_("by"), max_length=150, help_text=_("The display name of who brought it."))
    reason = models.CharField(_("reason"), max_length=500)
    at = models.DateTimeField(_("at"), default=timezone.now)
    version = models.PositiveBigIntegerField(_("version"), unique=True)
    public = models.BooleanField(_("public"), help_text=_("Whether the document said that it may be seen."))

    objects = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("revision"), _("revisions")
        ordering = ("-version",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["record", "number"],
                name="revisions_of_a_record_are_numbered",
                violation_error_message=_("This record has a revision with this number."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.record}, revision {self.number}"


class FormerSlugQuerySet(models.QuerySet["FormerSlug"]):
    def published(self) -> Self:
        """Former slugs of records that the public may see."""
        return self.filter(record__in=Record.objects.published())


class FormerSlug(models.Model):
    """An address that a record had; it leads to the record for ever."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="former_slugs", verbose_name=_("record"))
    kind = models.CharField(_("kind"), max_length=40)
    slug = models.CharField(_("slug"), max_length=100)

    objects = FormerSlugQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("former slug"), _("former slugs")
        ordering = ("kind", "slug")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "slug"],
                name="a_former_slug_leads_to_one_record",
                violation_error_message=_("This former slug leads to another record."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}/{self.slug}"


class SourceQuerySet(models.QuerySet["Source"]):
    def published(self) -> Self:
        """Sources of records that the public may see."""
        return self.filter(record__in=Record.objects.published())


class Source(models.Model):
    """Where a statement of a record comes from; `[^key]` in its texts refers to it."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="sources", verbose_name=_("record"))
    position = models.PositiveSmallIntegerField(_("position"))
    key = models.CharField(_("key"), max_length=100)
    title = models.TextField(_("title"))
    publisher = models.TextField(_("publisher"), blank=True)
    url = models.TextField(_("address"), blank=True)
    year = models.PositiveSmallIntegerField(
        _("year"), null=True, blank=True, validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    )

    objects = SourceQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("source"), _("sources")
        ordering = ("record", "position", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["record", "key"],
                name="a_source_key_is_unique_in_its_record",
                violation_error_message=_("This record has a source with this key."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} [{self.key}]"


class TermQuerySet(models.QuerySet["Term"]):
    def in_vocabulary(self, vocabulary: str) -> Self:
        """The values of one vocabulary, in its own order."""
        return self.filter(vocabulary=vocabulary).order_by("position", "pk")

    def names(self, vocabulary: str) -> dict[str, str]:
        """Slug and name of each value of one vocabulary, in its own order."""
        return dict(self.in_vocabulary(vocabulary).values_list("slug", "name"))


class Term(models.Model):
    """A value of a vocabulary, such as a theme or a kind of funding."""

    vocabulary = models.CharField(_("vocabulary"), max_length=40)
    slug = models.CharField(_("slug"), max_length=100)
    name = models.CharField(_("name"), max_length=200)
    help = models.TextField(_("help"), blank=True)
    position = models.PositiveSmallIntegerField(_("position"))

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("term"), _("terms")
        ordering = ("vocabulary", "position", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["vocabulary", "slug"],
                name="a_term_is_unique_in_its_vocabulary",
                violation_error_message=_("This vocabulary has this value."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class ProjectedRecord(models.Model):
    """What a record of any kind projects: the columns by which it is found, named and ordered.

    Written by `civicport.documents.accepting` alone; the document is the truth.
    """

    record: Any = models.OneToOneField(
        Record, models.CASCADE, primary_key=True, related_name="+", verbose_name=_("record")
    )
    slug = models.CharField(_("slug"), max_length=100, unique=True)
    summary = models.TextField(_("summary"), blank=True)
    sort_key = models.CharField(
        _("sort key"),
        max_length=400,
        db_index=True,
        help_text=_("The folded name, since databases order differently."),
    )

    class Meta:
        abstract = True

    @property
    def document(self) -> dict[str, Any]:
        """The whole document, as it was accepted."""
        return self.record.document
