# SPDX-License-Identifier: GPL-3.0-or-later
"""Output of the peers: the same keys as the programs of tests/bench."""
import json
import resource
import time


def seconds(threads):
    """Processor time with one thread, so that other programs do not count; wall time with several."""
    return time.process_time() if threads == 1 else time.perf_counter()


def clock(threads, device):
    """For a device: wall time once it has finished its work; for the processor: seconds()."""
    if device == "cpu":
        return seconds(threads)
    import torch
    torch.cuda.synchronize()
    return time.perf_counter()


def quantile(values, share):
    ordered = sorted(values)
    return ordered[int(share * (len(ordered) - 1))]


def print_line(keys, milliseconds):
    record = dict(keys)
    record["median_ms"] = quantile(milliseconds, 0.5)
    record["p10_ms"] = quantile(milliseconds, 0.1)
    record["p90_ms"] = quantile(milliseconds, 0.9)
    record["count"] = len(milliseconds)
    record["memory_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(record), flush=True)
