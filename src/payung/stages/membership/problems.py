"""What can go wrong with spells and their payers."""


class NotAccepted(Exception):
    """A spell is opened only for a sponsorship that the branch has accepted."""


class NoOpenPayer(Exception):
    """The sponsorship pays no spell at present."""


class OtherWorker(Exception):
    """The two sponsorships of a hand-over protect different workers."""


class NoMembership(Exception):
    """A card is printed for a membership that goes on, and this sponsorship pays none."""


class NoLiveCard(Exception):
    """There is no card in force that could be revoked."""


class NotTheirsToAnnounce(Exception):
    """Only the secretariat of a regency tells its sponsors of a tariff."""


class DayNotPossible(Exception):
    """A notice goes out today or later, and before its month begins."""


class NoticeSent(Exception):
    """The notice went out; its day cannot be moved any more."""


class SpellOver(Exception):
    """The membership has ended, or somebody pays it: nothing is left to take on."""
