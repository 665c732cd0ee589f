"""One row of a table (a JSON object, a line of CSV) as a document, or why it is none."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from onrecord.errors import InputError
from onrecord.model import DocumentKind
from onrecord.read.fields import FieldMap, row_value
from onrecord.read.lexicon import load_lexicon
from onrecord.read.markup import has_markup, plain_text
from onrecord.read.opened import Opened, crawl_prefix, make_document, notes, refuse_empty, refuse_long, text_notes
from onrecord.read.stated import stated_day

__all__ = ["RowReader"]

_POST = re.compile(r"https?://([\w.-]{1,80})/(@[\w.-]{1,60})/(?:posts?/|status/)?\d{5,}")
"""The address of a post on a Mastodon-like site (Truth Social, Mastodon): the account stands in it."""

_WORDS = ("title", "url", "publisher", "byline")
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class RowReader:
    """Reads rows by a map.

    ``as_given`` names the field whose text is never taken for HTML; ``is_told``: the map goes into the origin;
    ``note`` is an issue of the row.
    """

    fields: FieldMap
    as_given: str | None = None
    is_told: bool = False
    note: str | None = None

    def open_row(self, row: Mapping[str, Any], received: bytes, place: str) -> Opened:
        """Return the document of a row; ``place`` names it where it has no ref of its own."""
        stated = self._value(row, "ref")
        ref = str(stated) if isinstance(stated, str | int) and str(stated).strip() else place
        try:
            text, is_markup = self._text(row)
        except InputError as error:
            return Opened(ref, error=str(error) if ref == place else f"({place}) {error}")
        words, problems = self._words(row)
        days: dict[str, date] = {}
        origin: dict[str, str] = {"fields": f"{self.fields}{' (HTML)' if is_markup else ''}"} if self.is_told else {}
        for name in ("published", "modified"):
            day, problem = self._day(row, name)
            problems += [problem] if problem else []
            if day:
                days[name] = day
                origin[name] = f"field {self.fields.names.get(name, name)}"
        prefix = crawl_prefix(text)
        if "published" not in days and prefix and prefix[1]:
            days["published"] = prefix[1]
            origin["published"] = "crawl prefix"
        kind = self._kind(row)
        post = _POST.match(words.get("url") or "")
        if post:
            words.setdefault("byline", post[2])
            words.setdefault("publisher", post[1])
            kind = kind or "statement"
            origin["byline"] = "address of the post" if words["byline"] == post[2] else "field"
        elif words.get("byline") and self._is_account():
            kind = kind or "statement"
        document = make_document(
            text,
            received,
            ref=ref,
            url=words.get("url"),
            title=words.get("title"),
            byline=words.get("byline"),
            publisher=words.get("publisher"),
            published=days.get("published"),
            modified=days.get("modified"),
            kind=kind,
        )
        return Opened(ref, document, notes(self.note, *problems) + text_notes(text), origin=origin)

    def _value(self, row: Mapping[str, Any], name: str) -> Any:
        """Return what a row says for a field."""
        if name in self.fields.values:
            return self.fields.values[name]
        return row_value(row, self.fields.names[name]) if name in self.fields.names else None

    def _text(self, row: Mapping[str, Any]) -> tuple[str, bool]:
        """Return a row's text, and whether it was HTML, or raise InputError."""
        column = self.fields.names.get("text", "text")
        text = self._value(row, "text")
        if not isinstance(text, str):
            raise InputError(
                f'has no "{column}" that is a string; give {{"ref": "...", "text": "..."}} on each line, '
                "or say with --map text=NAME where the text stands"
            )
        if column == self.as_given or not has_markup(text):
            refuse_empty(text)
            refuse_long(text)
            return text, False
        plain = plain_text(text)
        if not plain.strip():
            raise InputError(f'has no words in "{column}" (a picture or film without text); there is nothing to read')
        refuse_long(plain)
        return plain, True

    def _words(self, row: Mapping[str, Any]) -> tuple[dict[str, str], list[str]]:
        """Return a row's title, url, publisher and byline, and what is wrong with them."""
        words: dict[str, str] = {}
        problems = []
        for name in _WORDS:
            value = self._value(row, name)
            column = self.fields.names.get(name, name)
            if isinstance(value, dict):
                value = next((value[key] for key in ("name", "display_name", "username") if key in value), value)
            if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
                value = ", ".join(value)
            if value is not None and not isinstance(value, str):
                problems.append(f'"{column}" is no string and was left out')
            elif value and value.strip():
                words[name] = value[:_LONGEST]
        return words, problems

    def _day(self, row: Mapping[str, Any], name: str) -> tuple[date | None, str | None]:
        """Return a day that a row states, and what is wrong with it."""
        value = self._value(row, name)
        column = self.fields.names.get(name, name)
        if value is None or value == "":
            return None, None
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            return None, f'"{column}" is no string (YYYY-MM-DD) and was left out'
        day = stated_day(value)
        return day, None if day else f'"{column}" is no day (YYYY-MM-DD) and was left out'

    def _is_account(self) -> bool:
        """Say whether the byline's column names an account that posts, rather than who writes for a paper."""
        name = self.fields.names.get("byline", "").split(".")[0].casefold()
        return name in load_lexicon("fields")["byline"]["accounts"]

    def _kind(self, row: Mapping[str, Any]) -> DocumentKind | None:
        """Return the kind that a row states, if it is one."""
        value = self._value(row, "kind")
        return next((kind for kind in get_args(DocumentKind) if kind == value), None)
