"""Time expressions: a grammar of patterns over a word list, and what each match means (TimeML 1.2.1, TempEval-3).

``dates``, ``years``, ``weekdays``, ``clock``, ``relative``, ``named``, ``durations``, ``parts``, ``sets``, ``vague``
and ``terms`` hold the rules, each a pattern and its reader, of one kind of expression; ``grammar`` tries them all.
"""
