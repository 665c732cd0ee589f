"""Invented pages of the shapes in which extractors fail, each with the paragraphs that are its article."""

from intake_builders import LEAD, STORY, page, paragraphs

OTHERS = (
    "Council votes on the bridge over the Halden river again",
    "Seven things to know about the county fair this weekend",
    "School board names a new head for the Larkfield district",
)
LINKS = [f'<a href="/{at}">{title}</a>' for at, title in enumerate(OTHERS)]
TITLE = "<h1>Count rises</h1>"
READERS = (
    "I do not believe a word of what the growers say about the fruit, and nobody in my street does either.",
    "Then you have not been to the orchards since the spring, my friend, for it is plain to see from the road.",
)
COOKIES = (
    "We and our 812 partners store and access information on your device, such as cookies, to personalise content and "
    "to measure how it is used. You can change your choices at any time."
)


LEADS = {
    "trafilatura 164: a class of teasers": f'<main><article>{TITLE}<div class="teaser-content">{paragraphs(*STORY[:2])}'
    f'</div><div class="remainder-content">{paragraphs(*STORY[2:])}</div></article></main>',
    "in the header": f'<header class="article-header">{TITLE}<p class="standfirst">{LEAD}</p></header>'
    f'<div class="article-body">{paragraphs(*STORY[1:])}</div>',
    "a second headline": f'<article>{TITLE}<h2 class="lede">{LEAD}</h2><div>{paragraphs(*STORY[1:])}</div></article>',
    "no paragraph": f'<article>{TITLE}<div class="intro">{LEAD}</div><div class="article__content">'
    f"{paragraphs(*STORY[1:])}</div></article>",
    "a summary before a picture": f'<article>{TITLE}<p class="summary">{LEAD}</p><figure><img src="x.jpg">'
    f'<figcaption>The river at Halden.</figcaption></figure><section itemprop="articleBody">'
    f"{paragraphs(*STORY[1:])}</section></article>",
    "the article called an aside": f'<aside class="content">{TITLE}{paragraphs(*STORY)}</aside>',
    "lines parted by breaks": f'<div class="post">{TITLE}{"<br><br>".join(STORY)}</div>',
    "a table for layout": f'<table><tr><td><a href="/">Home</a></td><td class="content">{TITLE}'
    f"{paragraphs(LEAD.replace('3,100', '<b>3,100</b>').replace('Sunday', '<i>Sunday</i>'), *STORY[1:])}</td></tr>"
    "</table>",
}

RELATED = {
    "trafilatura 584: a list under a heading": f"<article>{TITLE}{paragraphs(*STORY)}<h3>Latest News</h3><ul>"
    + "".join(f"<li>{link}</li>" for link in LINKS)
    + "</ul></article>",
    "a box": f'<article>{TITLE}<div>{paragraphs(*STORY)}</div><div class="related"><h4>Related stories</h4>'
    f"{paragraphs(*LINKS)}</div></article>",
    "cards with teasers": f'<main><div class="content">{TITLE}{paragraphs(*STORY)}<div class="cards">'
    + "".join(
        f'<div class="card"><h3>{link}</h3><p>The vote, expected on Tuesday, follows months of debate about the '
        "tolls of the bridge.</p></div>"
        for link in LINKS
    )
    + "</div></div></main>",
    "in the text": f"<article>{TITLE}{paragraphs(*STORY[:2])}<p><strong>READ MORE:</strong> {LINKS[0]}</p>"
    f"{paragraphs(*STORY[2:], LINKS[1], LINKS[2])}</article>",
    "a box for a newsletter": f"<article>{TITLE}{paragraphs(*STORY[:2])}<aside class='newsletter-signup'><p>Sign up "
    "for our morning letter: the news of the valley, written by people who live in it.</p></aside>"
    f"{paragraphs(*STORY[2:])}</article>",
    "a bar at the side": f"<div class='row'><div>{TITLE}{paragraphs(*STORY)}</div><div class='sidebar'>"
    f"<h3>Most read</h3>{paragraphs(*LINKS)}</div></div>",
}

COMMENTS = {
    "trafilatura 850: details": "".join(
        f'<details class="CommentBox" open><summary>Comment by a reader</summary><p>{text}</p></details>'
        for text in READERS
    ),
    "a section": f'<section id="reader-comments"><h3>2 Comments</h3>{paragraphs(*READERS)}</section>',
    "longer than the article": f'<div class="comments-area"><ol class="commentlist">'
    f"<li>{paragraphs(*READERS)}</li>" * 20 + "</ol></div>",
}

NOTES = {
    "a correction": "<div class='correction'><p>{}</p></div>",
    "in the footer": "<footer class='article-footer'><p>{}</p></footer>",
    "in an aside": "<aside class='promo-note'><p>{}</p></aside>",
}

CONSENT = ('id="onetrust-banner-sdk"', 'class="cookie-notice"', 'class="gdpr consent-wall"')
NOTE = "Correction, July 3: An earlier version of this article misstated the count in June."


def shapes() -> dict[str, tuple[str, list[str]]]:
    """Return every shape by name: the page, and its paragraphs but for the headline."""
    found = {f"lead: {name}": (page(body), list(STORY)) for name, body in LEADS.items()}
    found |= {f"links: {name}": (page(body), list(STORY)) for name, body in RELATED.items()}
    for name, comments in COMMENTS.items():
        body = f"{TITLE}{paragraphs(*STORY)}"
        found[f"comments inside: {name}"] = (page(f"<article>{body}{comments}</article>"), list(STORY))
        found[f"comments after: {name}"] = (page(f"<article>{body}</article>{comments}"), list(STORY))
    for holder in CONSENT:
        asked = f"<div {holder}>{paragraphs(COOKIES, COOKIES)}<button>Accept</button></div>"
        found[f"consent: {holder}"] = (page(f"{asked}<div><p>{LEAD}</p></div>"), [LEAD])
    for name, holder in NOTES.items():
        body = f"<article>{TITLE}{paragraphs(*STORY)}{holder.format(NOTE)}</article>"
        found[f"note: {name}"] = (page(body), [*STORY, NOTE])
    return found
