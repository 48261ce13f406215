"""What can go wrong with spells and their payers."""


class NotAccepted(Exception):
    """A spell is opened only for a sponsorship that the branch has accepted."""


class NoOpenPayer(Exception):
    """The sponsorship pays no spell at present."""


class OtherWorker(Exception):
    """The two sponsorships of a hand-over protect different workers."""
