"""Who may sign in, and the duty each person holds at which place."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from payung.foundation.audit.tables import Life, Table
from payung.kernel.people import Role


class PersonManager(BaseUserManager["Person"]):
    """Finds people by the word they sign in with."""


class Person(AbstractBaseUser, Table):
    """Someone who signs in. A civil servant signs in with the NIP; `sign_in` holds it as text."""

    life = Life.EDITABLE
    personal_data = ("sign_in", "name", "password")

    id = models.BigAutoField(primary_key=True)
    sign_in = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=150)
    civil_servant_id = models.BigIntegerField(null=True, unique=True)
    is_active = models.BooleanField(default=True)

    objects = PersonManager()
    USERNAME_FIELD = "sign_in"

    def __str__(self) -> str:
        return self.name


class Duty(Table):
    """A role held by a person at a place for a time, `[starts_on, ends_on)`."""

    life = Life.EDITABLE
    personal_data = ()

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=[(role, role) for role in Role])
    regency_id = models.BigIntegerField(null=True)
    agency_id = models.BigIntegerField(null=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    granted_by_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role", "regency_id", "agency_id"],
                condition=Q(ends_on__isnull=True),
                nulls_distinct=False,
                name="access_duty_once",
            ),
            models.CheckConstraint(
                condition=~Q(granted_by_id=models.F("person_id")), name="access_nobody_grants_self"
            ),
        ]
        indexes = [models.Index(fields=["person"], name="access_duty_person")]


class SignInTry(Table):
    """
    How often signing in failed lately, per account and address together, and per address.

    `key` is a keyed hash: the table shows neither the account nor the address.
    """

    life = Life.DISPOSABLE
    personal_data = ()

    id = models.BigAutoField(primary_key=True)
    key = models.BinaryField(unique=True)
    failures = models.IntegerField()
    last_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["last_at"], name="access_try_last")]
