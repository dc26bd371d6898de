#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading a CSV file with pyarrow and with pandas, all columns, one JSON object per reader."""
import argparse
import time


def with_pyarrow(path, threads):
    import pyarrow
    from pyarrow import csv

    pyarrow.set_cpu_count(threads)
    csv.read_csv(path, read_options=csv.ReadOptions(use_threads=threads > 1))


def with_pandas(path, _):
    import pandas

    pandas.read_csv(path)


READERS = {"pyarrow": with_pyarrow, "pandas": with_pandas}


def main():
    from report import print_line

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--reader", choices=sorted(READERS), required=True)
    parser.add_argument("file")
    arguments = parser.parse_args()
    times = []
    for _ in range(arguments.rounds + 1):
        start = time.perf_counter()
        READERS[arguments.reader](arguments.file, arguments.threads)
        times.append((time.perf_counter() - start) * 1e3)
    print_line({"what": arguments.reader}, times[1:])


if __name__ == "__main__":
    main()
