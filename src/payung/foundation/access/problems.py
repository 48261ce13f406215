"""What can stand against a change of people and duties."""


class SignInTaken(Exception):
    """Another person signs in with this word."""


class GrantsSelf(Exception):
    """Nobody gives a duty to themselves."""


class NotTheirsToGrant(Exception):
    """Duties are given by the secretariat of the same regency, or by the system at set-up."""


class SecondPersonMissing(Exception):
    """The treasurer's and the secretariat's duty need another person's approval too."""


class PlaceMissing(Exception):
    """This role is held at an office, or in a regency, and none was named."""


class DutyHeld(Exception):
    """The person holds this duty at this place already."""


class PasswordRefused(Exception):
    """`codes` name what to change, in the words of access.yaml."""

    def __init__(self, codes: tuple[str, ...]) -> None:
        super().__init__(*codes)
        self.codes = codes


class CodeForSelf(Exception):
    """Nobody makes a code for themselves, alone or as the second person."""


class NotTheirsToHelp(Exception):
    """This person works elsewhere, or the secretariat has to help them."""


class CodeDead(Exception):
    """The code was used, revoked or has become too old."""


class NoFactor(Exception):
    """There is no authenticator, or it is not in force."""


class FactorInForce(Exception):
    """An authenticator is in force already."""


class CodeNotMatched(Exception):
    """The six figures are wrong, too old, or were used before."""


class FactorCompulsory(Exception):
    """Staff keep an authenticator: it can be replaced, never switched off."""


class IdentityTaken(Exception):
    """Another person is linked with this identity of the single sign-on."""
