"""One civil servant does not protect more workers than the programme allows."""

from payung.kernel.findings import Finding


def sponsor_has_room(*, workers: int, most: int) -> Finding | None:
    """Return the refusal where this worker would be one too many; `workers` counts this one."""
    if workers <= most:
        return None
    return Finding.reject("sponsor_has_enough_workers", most=str(most))
