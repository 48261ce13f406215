"""What can stand against a change at the desk."""


class NotTheirs(Exception):
    """There is no such thing in the actor's regency."""


class AlreadyOver(Exception):
    """It ended, was answered or was closed before; nothing was changed."""
