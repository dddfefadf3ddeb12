"""What scikit-learn's gradient boostings predict of the rows of PredictBench: a line per model, its name and rows a core's second.

Arguments: folder, columns, rounds, depth. A row is float32, big-endian: late or not, bucket, features; NaN is unknown.
"""

import sys
import time
from pathlib import Path

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier, HistGradientBoostingClassifier

PASSES = 3
# Less than any feature, for the one that knows no unknown values.
UNKNOWN = -1e6

folder, columns, rounds, depth = Path(sys.argv[1]), *map(int, sys.argv[2:])


def read(name):
    rows = np.fromfile(folder / name, ">f4").reshape(-1, columns)
    return rows[:, 0].astype(int), rows[:, 1].astype(int), np.ascontiguousarray(rows[:, 2:], np.float64)


def rate(what, model, known, labels, asked):
    model.fit(known, labels)
    model.predict_proba(asked[:1000])
    seconds = []
    for _ in range(PASSES):
        start = time.process_time()
        said = model.predict_proba(asked)
        seconds.append(time.process_time() - start)
    assert np.isfinite(said).all()
    print(what, len(asked) / min(seconds), sep="\t", flush=True)


late, bucket, known = read("known")
_, _, asked = read("asked")


def narrow(rows):
    """As this one keeps them itself."""
    return np.nan_to_num(rows, nan=UNKNOWN).astype(np.float32)


rate("one probability: GradientBoosting", GradientBoostingClassifier(random_state=1), narrow(known), late, narrow(asked))
rate("one probability: HistGradientBoosting", HistGradientBoostingClassifier(random_state=1), known, late, asked)
like_ours = HistGradientBoostingClassifier(max_iter=rounds, max_depth=depth, early_stopping=False, random_state=1)
rate("all buckets: HistGradientBoosting, as many rounds and as deep", like_ours, known, bucket, asked)
