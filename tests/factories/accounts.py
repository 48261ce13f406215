"""Many people who sign in, made at once: a password is slow to hash, so they share one."""

from django.contrib.auth.hashers import make_password

from payung.foundation.access.models import Person
from payung.stages.registry.models import CivilServant
from tests.factories.world import PASSWORD, World


def civil_servants_with_accounts(world: World, count: int) -> list[str]:
    """Give the first civil servants without an account one each; return their NIPs."""
    taken = Person.objects.exclude(civil_servant_id=None).values("civil_servant_id")
    rows = CivilServant.objects.filter(regency_id=world.regency_id).exclude(pk__in=taken)
    found = list(rows.order_by("pk").values_list("pk", "nip", "name")[:count])
    assert len(found) == count
    secret = make_password(PASSWORD)
    Person.objects.bulk_create(
        Person(sign_in=nip, name=name, civil_servant_id=pk, password=secret)
        for pk, nip, name in found
    )
    return [nip for _, nip, _ in found]
