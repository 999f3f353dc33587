"""spopt's sites by its solver CBC: spopt_sites.py ARRAYS... ANSWER.

A script for build/oracles, where spopt is. Each of ARRAYS (.npz) holds an objective, the seconds of
each point (a row) to each place of today and to each candidate, the people of each point, the limit
and the count of new sites. ANSWER (JSON) has for each the people covered, or the seconds of all
people together, places of today included; and how long it took to make the model and to solve it.
"""

from __future__ import annotations

import json
import sys
import time
import warnings
from pathlib import Path

import numpy as np


def solve(arrays: str) -> dict[str, float]:
    """One instance."""
    import pulp
    from spopt.locate import MCLP, PMedian

    given = np.load(arrays)
    seconds = np.hstack([given["today"], given["seconds"]])
    fixed = given["today"].shape[1]
    places = (np.arange(seconds.shape[1]) < fixed).astype(int)
    count = fixed + int(given["count"])
    begin = time.perf_counter()
    if str(given["objective"]) == "maxcover":
        limit = float(given["limit"])
        model = MCLP.from_cost_matrix(seconds, given["people"], limit, count, places)
    else:
        model = PMedian.from_cost_matrix(seconds, given["people"], count, places)
    middle = time.perf_counter()
    # To the end: CBC stops at a small gap of its own otherwise.
    model.solve(pulp.PULP_CBC_CMD(msg=False, gapRel=0, gapAbs=0), results=False)
    return {
        "value": model.problem.objective.value(),
        "making": middle - begin,
        "solving": time.perf_counter() - middle,
    }


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    *instances, answer = sys.argv[1:]
    Path(answer).write_text(json.dumps([solve(one) for one in instances]), encoding="utf-8")
