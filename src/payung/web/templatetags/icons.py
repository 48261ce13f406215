"""Small drawings beside words. They say nothing that the word beside them does not."""

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

_PATHS = {
    "check": '<path d="m5 12.5 4.500 4.500L19 7.500"/>',
    "clock": '<circle cx="12" cy="12" r="8.500"/><path d="M12 7.500V12l3 2"/>',
    "alert": '<path d="M12 4 2.800 19.500h18.400ZM12 10v4.500M12 17.200v.1"/>',
    "pencil": '<path d="M4 20h4L19 9l-4-4L4 16ZM13 7l4 4"/>',
    "stop": '<circle cx="12" cy="12" r="8.500"/><path d="M8 12h8"/>',
    "info": '<circle cx="12" cy="12" r="8.500"/><path d="M12 11v5.500M12 7.600v.1"/>',
    "arrow": '<path d="M5 12h14M13 6l6 6-6 6"/>',
    "money": '<path d="M3 6.500h18v11H3Z"/><circle cx="12" cy="12" r="2.500"/>',
}


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw an icon; a screen reader passes it by."""
    body = _PATHS[name]
    drawn = f'<svg class="i" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{body}</svg>'
    return mark_safe(drawn)  # noqa: S308  # constants of this file only
