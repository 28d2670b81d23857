"""What an article says about itself: title, outlet, byline, place, date, address. Nothing is guessed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Metadata:
    """Fields are None (or empty) where nothing gives them; `date` and `updated` are ISO 8601 dates."""

    title: str | None = None
    outlet: str | None = None
    byline: tuple[str, ...] = ()
    place: str | None = None
    date: str | None = None
    updated: str | None = None
    url: str | None = None

    def over(self, other: Metadata) -> Metadata:
        """
        These fields, and those of the other where nothing stands here.

        >>> Metadata(date="2024-03-12").over(Metadata(date="2020-01-01", outlet="MNA"))
        Metadata(title=None, outlet='MNA', byline=(), place=None, date='2024-03-12', updated=None, url=None)
        """
        return Metadata(
            title=self.title or other.title,
            outlet=self.outlet or other.outlet,
            byline=self.byline or other.byline,
            place=self.place or other.place,
            date=self.date or other.date,
            updated=self.updated or other.updated,
            url=self.url or other.url,
        )
