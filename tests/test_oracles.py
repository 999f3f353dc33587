"""The independent implementations are there, in an environment of their own."""

from __future__ import annotations

from typing import Any


def test_a_script_gets_its_data_and_answers(oracle: Any) -> None:
    answer = oracle(
        "import access, inequality, networkx, pandana, spopt\n"
        "from inequality.gini import Gini\n"
        "import numpy\n"
        "result = [Gini(numpy.array(data['people'])).g, numpy.__version__]",
        people=[1.0, 2.0, 3.0],
    )
    import numpy

    assert abs(answer[0] - 2 / 9) < 1e-9
    assert answer[1] != numpy.__version__
