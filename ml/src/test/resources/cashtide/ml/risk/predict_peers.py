"""What scikit-learn's gradient boostings predict of PredictBench's rows: by line, a peer and its rows a core's second.

Arguments: folder, columns, rounds, depth. A row is big-endian floats: delay in payment days, bucket, features; NaN is
unknown.
"""

import sys
import time
from pathlib import Path

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier, HistGradientBoostingClassifier, HistGradientBoostingRegressor

PASSES_MAX = 3
SECONDS_ENOUGH = 20
# What suits them best: sums of fewer rows stay near the processor.
ROWS_AT_ONCE = 20_000
# Less than any feature, for the one that knows no unknown values.
UNKNOWN = -1e6
MONTH_PAYMENT_DAYS = 21

folder, columns, rounds, depth = Path(sys.argv[1]), *map(int, sys.argv[2:])


def read(name):
    rows = np.fromfile(folder / name, ">f4").reshape(-1, columns)
    return rows[:, 0], rows[:, 1].astype(int), np.ascontiguousarray(rows[:, 2:], np.float64)


def narrow(rows):
    """As GradientBoosting keeps them itself, so that nothing is converted while it is timed."""
    return np.nan_to_num(rows, nan=UNKNOWN).astype(np.float32)


def trees(model):
    return getattr(model, "n_iter_", None) or model.n_estimators_


def rate(what, models, rows):
    """The fastest of some passes, after one portion that is not counted."""
    predict = [getattr(model, "predict_proba", model.predict) for model in models]
    portions = [rows[at : at + ROWS_AT_ONCE] for at in range(0, len(rows), ROWS_AT_ONCE)]
    seconds = []
    for one in predict:
        one(portions[0])
    while len(seconds) < PASSES_MAX and sum(seconds) < SECONDS_ENOUGH:
        start = time.process_time()
        for portion in portions:
            for one in predict:
                said = one(portion)
        seconds.append(time.process_time() - start)
    assert np.isfinite(said).all()
    grown = sum(trees(model) * getattr(model, "n_trees_per_iteration_", 1) for model in models)
    print(f"{what}, {grown:,} trees", len(rows) / min(seconds), sep="\t", flush=True)


delay, bucket, known = read("known")
_, _, asked = read("asked")
late, late_month = delay > 0, delay > MONTH_PAYMENT_DAYS

narrow_model = GradientBoostingClassifier(random_state=1).fit(narrow(known), late)
rate("whether late: GradientBoosting", [narrow_model], narrow(asked))

late_model = HistGradientBoostingClassifier(random_state=1).fit(known, late)
rate("whether late: HistGradientBoosting", [late_model], asked)

month_model = HistGradientBoostingClassifier(random_state=1).fit(known, late_month)
dates = [
    HistGradientBoostingRegressor(loss="quantile", quantile=share, random_state=1).fit(known, delay)
    for share in (0.1, 0.5, 0.9)
]
rate("the three uses apart: 5 HistGradientBoosting", [late_model, month_model, *dates], asked)

bucket_model = HistGradientBoostingClassifier(random_state=1).fit(known, bucket)
rate("all buckets: HistGradientBoosting", [bucket_model], asked)

like_ours = HistGradientBoostingClassifier(max_iter=rounds, max_depth=depth, early_stopping=False, random_state=1)
rate("all buckets: the same of our rounds and depth", [like_ours.fit(known, bucket)], asked)
