"""What the style of an element says of it: whether its text can be read on the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:e[+-]?[0-9]+)?(?=[a-z%]*$)")
COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
IMPORTANT = re.compile(r" ?! ?important$")
FAR = -999  # pixels, em or any other length: the first that is in use to move text off the screen


def hides(style: str) -> bool:
    """
    Whether the declarations of a `style` attribute keep the text of the element from being read.

        >>> [hides(style) for style in ("display: none", "font-size: 0.9em", "font-size: 0px", "opacity: 0.5")]
        [True, False, True, False]
        >>> [hides(style) for style in ("OPACITY:0.0;", "display:\\nNone", "left:-9999px", "font: 0/0 a", "left: -9px")]
        [True, True, True, True, False]

    Style sheets are not looked at.
    """
    return any(test(value) for name, value in declarations(style).items() if (test := HIDING.get(name)))


def declarations(style: str) -> Mapping[str, str]:
    """
    The value that holds of each property, in small letters and with single spaces.

        >>> declarations("COLOR: Red !important; color:blue; width :\\n1px  solid")
        {'color': 'red', 'width': '1px solid'}
    """
    found: dict[str, str] = {}
    important: dict[str, str] = {}
    for declaration in COMMENT.sub(" ", style).lower().split(";"):
        name, _, written = (" ".join(part.split()) for part in declaration.partition(":"))
        value = IMPORTANT.sub("", written)
        if name and value:
            (found if value == written else important)[name] = value
    return found | important


def _number(value: str) -> float | None:
    """The number of a length or share, whatever its unit; None for any other value."""
    match = NUMBER.match(value)
    return float(match[0]) if match else None


def _nothing(value: str) -> bool:
    return _number(value) == 0


def _off_screen(value: str) -> bool:
    number = _number(value)
    return number is not None and number <= FAR


HIDING: Mapping[str, Callable[[str], bool]] = {
    "display": lambda value: value == "none",
    "visibility": lambda value: value in ("hidden", "collapse"),
    "content-visibility": lambda value: value == "hidden",
    "font": lambda value: any(_nothing(part.split("/")[0]) for part in value.split()),
    "font-size": _nothing,
    "opacity": lambda value: (number := _number(value)) is not None and number <= 0,
    **dict.fromkeys(("left", "right", "top", "bottom", "text-indent", "margin-left", "margin-top"), _off_screen),
}
