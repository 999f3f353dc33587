"""pandana's nearest point, asked by lines of standard input: pandana_nearest.py ARRAYS ANSWER.

A script for build/oracles, where pandana is. ARRAYS (.npz) holds x, y of the nodes, begin, end,
seconds of the arcs, the nodes where the places are, under one name or several, the farthest time.
It says how long the network took to prepare; then, at each line, which names the places, how long
it took to set them and to find the nearest of them from every node. It ends with the input, and
leaves the last answer (seconds, place) in ANSWER.
"""

from __future__ import annotations

import json
import os
import sys
import time

import numpy as np


def main(arrays: str, answer: str) -> None:
    """Prepares, then answers as often as it is asked."""
    said = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # pandana prints as it goes
    import pandana
    import pandas as pd

    given = np.load(arrays)
    begin = time.perf_counter()
    network = pandana.Network(
        pd.Series(given["x"]),
        pd.Series(given["y"]),
        pd.Series(given["begin"]),
        pd.Series(given["end"]),
        pd.DataFrame({"seconds": given["seconds"]}),
        twoway=False,
    )
    print(json.dumps(time.perf_counter() - begin), file=said)
    limit = float(given["limit"])
    for line in sys.stdin:
        places = given[line.strip()]
        x, y = pd.Series(given["x"][places]), pd.Series(given["y"][places])
        start = time.perf_counter()
        network.set_pois("places", limit, 1, x, y)
        middle = time.perf_counter()
        found = network.nearest_pois(limit, "places", num_pois=1, include_poi_ids=True)
        print(json.dumps([middle - start, time.perf_counter() - middle]), file=said)
    place = found["poi1"].fillna(-1).to_numpy(int)
    seconds = np.where(place < 0, np.inf, found[1].to_numpy(float))
    np.savez(answer, seconds=seconds, place=place)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
