"""Why a paper is not made."""


class NothingToPrint(Exception):
    """There is nothing that this paper could say: no consent in force, no worker covered today."""


class NotYours(LookupError):
    """What the paper is about does not exist, or is not for whoever asks. Does not say which."""
