"""A sentence without an end costs time in proportion to its length, and its last claims are read too."""

import time

from claims_read import claims_in

PIECE = "more than 200,000 people have been arrested by ICE, the most in three years, a record high since 2019, "


def seconds(count):
    started = time.process_time()
    found = claims_in(PIECE * count, "2026-05-01").claims
    return time.process_time() - started, found


def test_the_time_grows_with_the_length_alone():
    seconds(20)
    short, _ = min((seconds(80) for _ in range(2)), key=lambda pair: pair[0])
    long, found = seconds(640)
    assert long < 8 * 4 * max(short, 0.01)
    assert found[-1].start > len(PIECE) * 638
