"""Who may sign in, and the duty each person holds at which place."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from payung.foundation.audit.tables import Life, Table
from payung.foundation.audit.walls import NoWall
from payung.kernel.people import Role


class PersonManager(BaseUserManager["Person"]):
    """Finds people by the word they sign in with."""


class Person(AbstractBaseUser, Table):
    """Someone who signs in. A civil servant signs in with the NIP; `sign_in` holds it as text."""

    life = Life.EDITABLE
    personal_data = ("sign_in", "name", "password", "email_sealed", "phone_sealed")
    wall = NoWall("read before anybody is known, to find out who is looking")

    id = models.BigAutoField(primary_key=True)
    sign_in = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=150)
    civil_servant_id = models.BigIntegerField(null=True, unique=True)
    is_active = models.BooleanField(default=True)
    email_sealed = models.BinaryField(null=True)
    phone_sealed = models.BinaryField(null=True)
    """Their own WhatsApp number, where they want messages."""
    unwanted = models.JSONField(default=list)
    """Codes of messages they do not want."""

    objects = PersonManager()
    USERNAME_FIELD = "sign_in"

    def __str__(self) -> str:
        return self.name


class Duty(Table):
    """A role held by a person at a place for a time, `[starts_on, ends_on)`."""

    life = Life.EDITABLE
    personal_data = ()
    wall = NoWall("read before anybody is known, to find out who is looking")

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=[(role, role) for role in Role])
    regency_id = models.BigIntegerField(null=True)
    agency_id = models.BigIntegerField(null=True)
    province = models.CharField(max_length=2, blank=True, default="")
    """Two digits of the Kemendagri code, of a leader above a province's regencies."""
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    granted_by_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role", "regency_id", "agency_id", "province"],
                condition=Q(ends_on__isnull=True),
                nulls_distinct=False,
                name="access_duty_once",
            ),
            models.CheckConstraint(
                condition=~Q(granted_by_id=models.F("person_id")), name="access_nobody_grants_self"
            ),
            models.CheckConstraint(
                condition=Q(province="")
                | Q(
                    province__regex=r"^[0-9]{2}$",
                    role=Role.LEADER.value,
                    regency_id__isnull=True,
                    agency_id__isnull=True,
                ),
                name="access_above_a_province",
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
    wall = NoWall("counts under a keyed hash, read before anybody is known")

    id = models.BigAutoField(primary_key=True)
    key = models.BinaryField(unique=True)
    failures = models.IntegerField()
    last_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["last_at"], name="access_try_last")]


class OldPassword(Table):
    """A password somebody had before, hashed; kept only where the policy forbids its return."""

    life = Life.DISPOSABLE
    personal_data = ("password",)
    wall = NoWall("read before anybody is let in")

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    password = models.CharField(max_length=128)
    replaced_at = models.DateTimeField()


class Factor(Table):
    """The authenticator (TOTP) of a person; in force once a first code was `confirmed_at`."""

    life = Life.DISPOSABLE
    personal_data = ("secret_sealed",)
    wall = NoWall("read before anybody is let in")

    id = models.BigAutoField(primary_key=True)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
    secret_sealed = models.BinaryField()
    made_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    last_step = models.BigIntegerField(default=0)
    """The half-minute of the last code taken: a code works once."""


class BackupCode(Table):
    """A way in without the phone, once. Only a keyed hash is kept."""

    life = Life.DISPOSABLE
    personal_data = ()
    wall = NoWall("read before anybody is let in")

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    digest = models.BinaryField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "digest"], name="access_backup_code_once")
        ]


class ActivationCode(Table):
    """A printed code, handed over by another person: 72 hours, once. Only a keyed hash is kept."""

    life = Life.EDITABLE
    personal_data = ()
    wall = NoWall("read before anybody is let in")

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    digest = models.BinaryField(unique=True)
    purpose = models.CharField(max_length=10)
    """ "password": choose a password; "factor": set up another authenticator."""
    made_by_id = models.BigIntegerField(null=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose"],
                condition=Q(used_at__isnull=True, revoked_at__isnull=True),
                name="access_one_live_code",
            ),
            models.CheckConstraint(
                condition=~Q(made_by_id=models.F("person_id")), name="access_code_from_another"
            ),
        ]


class Visit(Table):
    """A session as its owner sees it in the list: which device, since when, and how to end it."""

    life = Life.DISPOSABLE
    personal_data = ("device",)
    wall = NoWall("read before anybody is known")

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    key_digest = models.BinaryField(unique=True)
    """A keyed hash of the session key, which itself stands nowhere else."""
    device = models.CharField(max_length=80)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)


class OutsideIdentity(Table):
    """Who a person is at a single sign-on: issuer and subject together, never the e-mail."""

    life = Life.DISPOSABLE
    personal_data = ("subject",)
    wall = NoWall("read before anybody is known")

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    issuer = models.CharField(max_length=200)
    subject = models.CharField(max_length=255)
    linked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="access_identity_once")
        ]


class FormerSignIn(Table):
    """A word that somebody signed in with before, and until when it still leads to them."""

    life = Life.DISPOSABLE
    personal_data = ("sign_in",)
    wall = NoWall("read before anybody is let in")

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    sign_in = models.CharField(max_length=60, unique=True)
    until = models.DateTimeField()


class SubmittedForm(Table):
    """A form that was sent: the same key again leads to the first result and changes nothing."""

    life = Life.DISPOSABLE
    personal_data = ()
    wall = NoWall("holds no content, only that a form was sent")

    key = models.UUIDField(primary_key=True)
    person_id = models.BigIntegerField(null=True)
    action = models.CharField(max_length=60)
    body_digest = models.CharField(max_length=64)
    result = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["at"], name="access_form_at")]
