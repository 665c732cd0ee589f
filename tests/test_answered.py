"""What a message answers is not read as its sender's words; a message that is nothing else is kept."""

import pytest

from onrecord.read.answered import own_html, own_words

OWN = "We will close the mill in May.\n"


@pytest.mark.parametrize(
    "text",
    [
        f"{OWN}\nOn Tue, Jun 3, 2025, Ada Lund <ada@example.org> wrote:\n> Will you close it?\n> Please say.\n",
        f"{OWN}\nOn Tue, Jun 3, 2025, Ada Lund of the Courier\n<ada@example.org> wrote:\n\n> Will you close it?\n",
        f"{OWN}\nAda Lund wrote:\n> Will you close it?\n>> When?\n",
        f"> Will you close it?\n{OWN}",
        f"{OWN}\n-----Original Message-----\nFrom: Ada Lund\n\nWill you close it?\n",
        f"{OWN}\nFrom: Ada Lund\nSent: Tuesday\nTo: Bo Ott\nSubject: Mill\n\nWill you close it?\n",
    ],
)
def test_the_message_that_is_answered_is_left_out(text):
    assert own_words(text) == (OWN.strip(), True)


@pytest.mark.parametrize(
    "text",
    [OWN, "> Will you close it?\n", f"{OWN}\nAs the mayor wrote:\n\nNo mill is for ever.\n", "5 > 4, he said.\n"],
)
def test_other_messages_are_kept_whole(text):
    assert own_words(text) == (text, False)


def test_html_marks_what_is_answered_by_its_elements():
    own = "<p>We will close the mill in May.</p>"
    quoted = "<blockquote type='cite'><p>Will you close it?</p></blockquote>"
    assert own_html(own + quoted) == ("We will close the mill in May.", True)
    assert own_html(f"{own}<div class='gmail_quote'>On Tue Ada Lund wrote: {quoted}</div>")[0] == OWN.strip()
    assert own_html(own + "<blockquote><p>No mill is for ever.</p></blockquote>")[1] is False
    assert own_html(quoted) == ("Will you close it?", False)
