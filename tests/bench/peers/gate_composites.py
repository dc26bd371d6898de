#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The gate operator from plain PyTorch operations, three ways, forward and backward, one JSON object per line.

authors     one argsort of random keys and one gather for all fields, no divergence; fields of equal width only
loop        Algorithm 1 of the paper: field by field, with the divergence
vectorised  one permutation a field, widened to its columns, one gather, with the divergence

Freed memory is reused where the environment says so (MALLOC_MMAP_THRESHOLD_, MALLOC_TRIM_THRESHOLD_).
"""
import argparse

import torch

from report import clock, print_line

TAU = 0.2


class Fields:
    """Widths of the fields and which field each column belongs to."""

    def __init__(self, widths, device="cpu"):
        self.widths = widths
        starts = [0]
        for width in widths:
            starts.append(starts[-1] + width)
        self.ranges = list(zip(starts, starts[1:]))
        self.of_column = torch.repeat_interleave(torch.arange(len(widths)), torch.tensor(widths)).to(device)

    @property
    def columns(self):
        return self.ranges[-1][1]


def mix(x, permuted, theta, fields):
    gate = torch.sigmoid(theta / TAU)[fields.of_column]
    return gate * x + (1 - gate) * permuted


def authors(x, theta, fields):
    batch, width = x.shape[0], fields.widths[0]
    by_field = x.view(batch, -1, width).permute(1, 0, 2)
    order = torch.rand(by_field.shape[0], batch, device=x.device).argsort(dim=1)
    permuted = by_field.gather(1, order.unsqueeze(-1).expand(-1, -1, width)).permute(1, 0, 2)
    return mix(x, permuted.reshape(batch, -1).detach(), theta, fields)


def loop(x, theta, fields):
    values = x.detach()
    permuted = torch.empty_like(values)
    divergence = []
    for start, end in fields.ranges:
        permuted[:, start:end] = values[torch.randperm(x.shape[0], device=x.device), start:end]
        divergence.append((values[:, start:end] - permuted[:, start:end]).norm(dim=1).mean())
    torch.stack(divergence)
    return mix(x, permuted, theta, fields)


def vectorised(x, theta, fields):
    values = x.detach()
    order = torch.rand(len(fields.widths), x.shape[0], device=x.device).argsort(dim=1).t()
    permuted = values.gather(0, order[:, fields.of_column])
    squares = torch.zeros(x.shape[0], len(fields.widths), device=x.device)
    squares.index_add_(1, fields.of_column, (values - permuted).square())
    squares.sqrt().mean(0)
    return mix(x, permuted, theta, fields)


COMPOSITES = {"authors": authors, "loop": loop, "vectorised": vectorised}


def measure(composite, fields, batch, rounds, threads):
    device = fields.of_column.device
    calls = 1 if device.type == "cpu" else 5  # in a row: a single one would time the launch and the wait
    x = torch.randn(batch, fields.columns, device=device, requires_grad=True)
    theta = torch.ones(len(fields.widths), device=device, requires_grad=True)
    gradient = torch.randn(batch, fields.columns, device=device)
    times = []
    for _ in range(rounds + 2):
        start = clock(threads, device.type)
        for _ in range(calls):
            x.grad = theta.grad = None
            composite(x, theta, fields).backward(gradient)
        times.append((clock(threads, device.type) - start) * 1e3 / calls)
    return times[2:]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--batch", type=int, required=True)
    parser.add_argument("--widths", required=True, help="comma-separated")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--device", choices=["cpu", "cuda"], default="cpu")
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(0)
    fields = Fields([int(width) for width in arguments.widths.split(",")], arguments.device)
    for name, composite in COMPOSITES.items():
        if name == "authors" and len(set(fields.widths)) > 1:
            continue
        print_line({"what": name}, measure(composite, fields, arguments.batch, arguments.rounds,
                                             arguments.threads))


if __name__ == "__main__":
    main()
