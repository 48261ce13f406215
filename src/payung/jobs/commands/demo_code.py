"""`payung demo-code`: what the authenticator of a demo account shows now; never of a real one."""

import argparse

from payung.foundation.access.factors import code_shown
from payung.foundation.access.lookups import NoSuchPerson, person_id_of
from payung.jobs.acting import now
from payung.jobs.demo.credentials import demo_words
from payung.jobs.printing import complain, show
from payung.kernel.people import Viewer
from payung.kernel.wording import say


def run(wanted: argparse.Namespace) -> int:
    """Print the six figures; 1 where no demo was loaded here, or the word is not one of its."""
    if wanted.sign_in not in demo_words().values():
        complain(say("cli.not_of_demo", wanted.lang, sign_in=wanted.sign_in))
        return 1
    viewer = Viewer.system()
    try:
        person_id = person_id_of(viewer=viewer, sign_in=wanted.sign_in)
    except NoSuchPerson:
        complain(say("cli.not_of_demo", wanted.lang, sign_in=wanted.sign_in))
        return 1
    code = code_shown(person_id=person_id, at=now())
    if code is None:
        complain(say("cli.no_factor", wanted.lang, sign_in=wanted.sign_in))
        return 1
    show(wanted, {"sign_in": wanted.sign_in, "code": code}, [code])
    return 0
