"""E-mail in (RFC 5322, MIME): a message's text, subject, sender and day; attachments are left out, and said so.

The plain part is read where it says as much as the HTML part, for a plain part that only points to a web page says
little.  No address of a person is kept: of the sender, the name and the domain.
"""

import re
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import EmailPolicy
from email.utils import parseaddr
from typing import cast

from onrecord.errors import InputError
from onrecord.read.answered import own_html, own_words
from onrecord.read.decode import decode
from onrecord.read.kind import guess_kind
from onrecord.read.opened import Opened, make_document, notes, text_notes
from onrecord.read.stated import stated_day

__all__ = ["open_mail"]

_MOST_PARTS = 500
_DEEPEST = 50
_BOUNDARY = re.compile(rb"boundary\s{0,9}=\s{0,9}\"?([^\";\s]{1,200})", re.IGNORECASE)
_AS_MUCH = 0.6
"""Share of the HTML part's length from which the plain part is taken for the same text."""

_LONGEST_HEADER = 2000
_NAMED = 5
_FOLD = 60
"""A line of a paragraph is wrapped, not ended, where it is at least this long: mailers wrap at 66 to 78."""


class _Bounded(EmailPolicy):
    """The standard library's policy, with headers cut to a length that its parser takes in no time."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Return a header's name and its value, cut."""
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST_HEADER]


def open_mail(data: bytes, ref: str, max_size: int) -> Opened:
    """Return the document of a message.

    Raises:
        InputError: it is no message, is encrypted, or has no text; the message fits after "NAME: ".

    """
    _refuse_bomb(data)
    try:
        message = cast("EmailMessage", BytesParser(policy=_Bounded()).parsebytes(data))
        parts, attached = _parts(message)
    except RecursionError:
        raise InputError("is an e-mail nested too deeply; save its text as .txt") from None
    if not message.keys():
        raise InputError("is no e-mail: it has no header; give the message as it came (.eml)")
    if message.get_content_type() == "multipart/encrypted" or "application/pkcs7-mime" in _header(
        message, "content-type"
    ):
        raise InputError("is an encrypted e-mail; save its text as .txt")
    text, problem, is_reply = _body(parts)
    if not text.strip():
        raise InputError("is an e-mail without text" + (f", only {_named(attached)}" if attached else ""))
    if len(text) > max_size:
        raise InputError(f"holds more text than the limit of {max_size:,} bytes; raise it with --max-size")
    name, address = parseaddr(_header(message, "from"))
    published = stated_day(_header(message, "date"))
    byline = name if name and "@" not in name else None
    guessed = guess_kind(text)
    document = make_document(
        text,
        data,
        ref=ref,
        kind="statement" if guessed == "unknown" and byline and not _is_of_a_list(message) else guessed,
        title=" ".join(_header(message, "subject").split()) or None,
        byline=byline,
        publisher=address.rpartition("@")[2].lower() or None,
        published=published,
    )
    left_out = f"attachments were not read: {_named(attached)}; give each as a file" if attached else None
    undated = None if published else "the e-mail has no Date that can be read"
    answered = "the message that it answers was left out: give it as a file of its own" if is_reply else None
    issues = notes(problem, answered, left_out, undated) + text_notes(text)
    return Opened(ref, document, issues, origin={"published": "e-mail Date"} if published else {})


def _refuse_bomb(data: bytes) -> None:
    """Raise InputError where a message has more parts than any sender makes, before they are parsed."""
    boundaries = {found[1] for found in _BOUNDARY.finditer(data)}
    if len(boundaries) > _DEEPEST:
        raise InputError("is an e-mail nested too deeply; save its text as .txt")
    if sum(data.count(b"\n--" + boundary) for boundary in boundaries) > 2 * _MOST_PARTS:
        raise InputError(f"is an e-mail of more than {_MOST_PARTS} parts; save its text as .txt")


def _parts(message: EmailMessage) -> tuple[list[EmailMessage], list[str]]:
    """Return a message's own text parts in order, and the names of what is attached."""
    texts: list[EmailMessage] = []
    attached: list[str] = []
    pending = [message]
    seen = 0
    while pending:
        part = pending.pop(0)
        seen += 1
        if seen > _MOST_PARTS:
            raise InputError(f"is an e-mail of more than {_MOST_PARTS} parts; save its text as .txt")
        if part.get_content_maintype() == "multipart":
            pending = [*cast("list[EmailMessage]", part.iter_parts()), *pending]
        elif part.is_attachment() or part.get_content_type() not in {"text/plain", "text/html"}:
            is_picture_inside = part.get_content_maintype() == "image" and part.get("content-id")
            attached += [] if is_picture_inside else [part.get_filename() or part.get_content_type()]
        else:
            texts.append(part)
    return texts, attached


def _is_of_a_list(message: EmailMessage) -> bool:
    """Say whether a message went out to subscribers (RFC 2369, RFC 2919), so that a paper may speak in it."""
    return any(_header(message, name) for name in ("list-id", "list-unsubscribe", "list-post"))


def _body(parts: list[EmailMessage]) -> tuple[str, str | None, bool]:
    """Return the text that a message's parts say, what was wrong with its encoding, and whether more was left out."""
    plain, rich, problems = [], [], []
    is_reply = False
    for part in parts:
        words, problem = _content(part)
        problems += [problem] if problem else []
        if part.get_content_type() == "text/html":
            own, is_cut = own_html(words)
            rich.append(own)
        else:
            own, is_cut = own_words(words.replace("\r\n", "\n").replace("\r", "\n"))
            plain.append(_unfold(own, is_flowed=part.get_param("format") == "flowed"))
        is_reply = is_reply or is_cut
    one, other = "\n\n".join(filter(str.strip, plain)), "\n\n".join(filter(str.strip, rich))
    return one if len(one) >= _AS_MUCH * len(other) else other, problems[0] if problems else None, is_reply


def _content(part: EmailMessage) -> tuple[str, str | None]:
    """Return a part's words: by the charset that it states, else by what the bytes show."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = part.get_content_charset()
    try:
        return data.decode(charset or "utf-8"), None
    except (LookupError, ValueError):
        text, note = decode(data) if data.strip() else ("", None)
        return text, note or f"the e-mail says it is {charset}, and is not"


def _unfold(text: str, *, is_flowed: bool) -> str:
    """Return text whose lines are paragraphs: wrapped lines are joined (RFC 3676 says which; else by their length)."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    joined: list[str] = []
    goes_on = False
    for line in lines:
        is_text = bool(line.strip()) and not line.startswith((">", "-- "))
        if goes_on and is_text and (is_flowed or not line.startswith((" ", "\t", "-", "*", "•"))):
            joined[-1] = f"{joined[-1].rstrip()} {line.strip() if is_flowed else line.rstrip()}"
        else:
            joined.append(line.rstrip())
        goes_on = is_text and (line.endswith(" ") if is_flowed else _is_wrapped(line))
    return "\n".join(joined).strip("\n")


def _is_wrapped(line: str) -> bool:
    """Say whether a line ends where a mailer wrapped it: long, and not at the end of a sentence."""
    return len(line.rstrip()) >= _FOLD and len(line) < 90


def _header(message: EmailMessage, name: str) -> str:
    """Return a header's words, decoded, empty where there is none or it cannot be read."""
    try:
        return str(message.get(name, ""))
    except (ValueError, IndexError, TypeError, AttributeError, LookupError):
        return ""


def _named(attached: list[str]) -> str:
    """Return the names of what is attached, the first few."""
    more = len(attached) - _NAMED
    return ", ".join(attached[:_NAMED]) + (f" and {more} more" if more > 0 else "")
