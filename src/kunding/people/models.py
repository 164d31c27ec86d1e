"""The company: its units, its people and what they may do."""

from datetime import UTC
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

SESSION_SALT = "kunding.people.sessions"


class Company(models.Model):
    """The one company that this installation serves, and when it is open."""

    name = models.CharField(max_length=200)
    state = models.CharField(max_length=2, blank=True)  # Bundesland as in ISO 3166-2: "SN"; decides the holidays
    country = models.CharField(max_length=2, default="DE")
    language = models.CharField(max_length=5, default="de")
    # Weekday (0 = Monday) → spans of opening, local time: {"0": [["08:00", "12:00"], ["13:00", "17:00"]]}
    hours = models.JSONField(default=dict)
    competitors = models.JSONField(default=list)  # names to listen for

    class Meta:
        verbose_name_plural = "companies"
        constraints = [models.CheckConstraint(condition=Q(id=1), name="people_one_company")]

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A department or team."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    lead = models.ForeignKey("Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="leads")
    state = models.CharField(max_length=2, blank=True)  # where it differs from the company's

    def __str__(self) -> str:
        return self.name


class Persons(BaseUserManager["Person"]):
    """Finds people by e-mail without regard to case."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        """Return the person who logs in with this e-mail."""
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """An employee; logs in with the e-mail."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.SET_NULL, related_name="members")
    language = models.CharField(max_length=5, default="de")
    is_active = models.BooleanField(default=True)
    sessions_ended_at = models.DateTimeField(null=True, blank=True)  # logins before this moment count for nothing

    objects: ClassVar[Persons] = Persons()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name_plural = "people"
        constraints = [
            # Somebody without an address would be everybody without one.
            models.CheckConstraint(condition=~Q(email=""), name="people_person_has_an_e_mail"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """Return the person's name as it is shown."""
        return self.name

    @property
    def trail_name(self) -> str:
        """Return how the trail names this person: "person:7"."""
        return f"person:{self.pk}"

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Bind sessions to the password, as Django does, and to the moment when all of them were ended."""
        ended = self.sessions_ended_at.astimezone(UTC).isoformat() if self.sessions_ended_at else ""
        return salted_hmac(SESSION_SALT, f"{self.password}{ended}", secret=secret, algorithm="sha256").hexdigest()


class Role(models.TextChoices):
    """What a person comes for; each page says in `web/access.py` which roles it serves."""

    EMPLOYEE = "employee", _("Employee")
    LEAD = "lead", _("Team lead")
    PROCESS_OWNER = "process_owner", _("Process owner")
    ANALYST = "analyst", _("Analyst")
    HR = "hr", _("Human resources")
    WORKS_COUNCIL = "works_council", _("Works council")
    CCO = "cco", _("Chief Customer Officer")
    ADMINISTRATOR = "administrator", _("Administrator")


class Grant(models.Model):
    """A role given to a person, company-wide or for one unit and those below it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=20, choices=Role)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.CASCADE, related_name="grants")
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "role", "unit"], name="people_grant_once", nulls_distinct=False),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="people_grant_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.role}"


class AccessToken(models.Model):
    """Lets a program act with the rights of a person; the token itself is not kept, only its digest."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=120)  # what it is used for
    digest = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(digest=""), name="people_token_has_a_digest")]

    def __str__(self) -> str:
        return self.name


class Absence(models.Model):
    """Somebody is away; until they are back a deputy takes their place."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="absences")
    deputy = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="stands_in_for")
    starts_on = models.DateField()
    ends_on = models.DateField()  # the last day away

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(person=models.F("deputy")), name="people_deputy_is_another"),
            models.CheckConstraint(condition=Q(ends_on__gte=models.F("starts_on")), name="people_back_after_away"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.starts_on} – {self.ends_on}"
