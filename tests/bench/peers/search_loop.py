#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The authors' search step in plain PyTorch: first-order bilevel, LeAP-Base; one JSON object per variant.

as-written  Adam over every embedding row, dense table gradients in both passes, a loss.item() a step
fused-adam  the same with Adam(fused=True)
lean        the same maths without gradients that the gate's pass does not use, and without synchronising
joint-loop  one step that moves model and gates, fields of any width through the loop composite, Adam(fused=True)

Ids are drawn as bench_step draws them: even in vocabularies above 100,000 or below 50, popular ones elsewhere.
"""
import argparse

import torch
from torch.nn.functional import binary_cross_entropy_with_logits as cross_entropy

from gate_composites import Fields, authors, loop
from report import clock, print_line


class Model(torch.nn.Module):
    """Embeddings, Linear + BatchNorm + ReLU + dropout twice, and a linear part."""

    def __init__(self, fields, vocabularies):
        super().__init__()
        self.fields = fields
        self.even = len(set(fields.widths)) == 1
        if self.even:  # one table, as the authors have it
            self.tables = torch.nn.ModuleList([torch.nn.Embedding(sum(vocabularies), fields.widths[0])])
            firsts = torch.tensor([0] + vocabularies[:-1]).cumsum(0)
            self.register_buffer("firsts", firsts)
        else:
            self.tables = torch.nn.ModuleList(torch.nn.Embedding(v, w) for v, w in zip(vocabularies, fields.widths))
        for table in self.tables:
            torch.nn.init.normal_(table.weight, 0, 0.01)
        layers = []
        for inputs, outputs in ((fields.columns, 32), (32, 16)):
            layers += [torch.nn.Linear(inputs, outputs), torch.nn.BatchNorm1d(outputs), torch.nn.ReLU(),
                       torch.nn.Dropout(0.2)]
        self.tower = torch.nn.Sequential(*layers, torch.nn.Linear(16, 1))
        self.wide = torch.nn.Linear(fields.columns, 1)

    def row(self, ids):
        if self.even:
            return self.tables[0](ids + self.firsts).flatten(1)
        return torch.cat([table(ids[:, i]) for i, table in enumerate(self.tables)], dim=1)

    def forward(self, ids, theta, composite, frozen=False):
        row = self.row(ids)
        mixed = composite(row.detach() if frozen else row, theta, self.fields)
        return (self.tower(mixed) + self.wide(mixed)).squeeze(1)


def draw_batches(vocabularies, batch, count, device):
    batches = []
    for _ in range(count):
        columns = []
        for vocabulary in vocabularies:
            u = torch.rand(batch)
            even = vocabulary > 100_000 or vocabulary < 50
            columns.append(((u if even else u * u) * vocabulary).long().clamp(max=vocabulary - 1))
        batches.append((torch.stack(columns, 1).to(device), torch.randint(0, 2, (batch,)).float().to(device)))
    return batches


class Search:
    def __init__(self, variant, fields, vocabularies):
        self.variant = variant
        device = fields.of_column.device
        self.model = Model(fields, vocabularies).to(device)
        self.theta = torch.nn.Parameter(torch.ones(len(fields.widths), device=device))
        fused = variant != "as-written"
        self.network = [*self.model.tower.parameters(), *self.model.wide.parameters()]
        self.optimiser = torch.optim.Adam(self.model.parameters(), lr=1e-3, fused=fused)
        self.gate_optimiser = torch.optim.Adam([self.theta], lr=1e-3)
        self.composite = authors if self.model.even and variant != "joint-loop" else loop

    def penalty(self):
        return 0.1 * torch.sigmoid(5 * self.theta).mean()

    def joint(self, rows):
        self.optimiser.zero_grad()
        self.gate_optimiser.zero_grad()
        (cross_entropy(self.model(rows[0], self.theta, self.composite), rows[1]) + self.penalty()).backward()
        self.optimiser.step()
        self.gate_optimiser.step()

    def bilevel(self, rows, gate_rows):
        loss = cross_entropy(self.model(rows[0], self.theta, self.composite), rows[1])
        if self.variant == "as-written":
            loss.item()
        self.optimiser.zero_grad()
        loss.backward()
        self.optimiser.step()
        self.gate_optimiser.zero_grad()
        lean = self.variant == "lean"
        for parameter in self.network:
            parameter.requires_grad_(not lean)
        logits = self.model(gate_rows[0], self.theta, self.composite, frozen=lean)
        (cross_entropy(logits, gate_rows[1]) + self.penalty()).backward()
        self.gate_optimiser.step()
        for parameter in self.network:
            parameter.requires_grad_(True)

    def step(self, rows, gate_rows):
        if self.variant == "joint-loop":
            self.joint(rows)
        else:
            self.bilevel(rows, gate_rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--batch", type=int, required=True)
    parser.add_argument("--widths", required=True, help="comma-separated")
    parser.add_argument("--vocabularies", required=True, help="comma-separated")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--steps", type=int, default=100)
    parser.add_argument("--device", choices=["cpu", "cuda"], default="cpu")
    parser.add_argument("variants", nargs="+", choices=["as-written", "fused-adam", "lean", "joint-loop"])
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(0)
    fields = Fields([int(width) for width in arguments.widths.split(",")], arguments.device)
    vocabularies = [int(size) for size in arguments.vocabularies.split(",")]
    for variant in arguments.variants:
        search = Search(variant, fields, vocabularies)
        batches = draw_batches(vocabularies, arguments.batch, min(arguments.steps, 50), arguments.device)
        times = []
        warm_up = max(2, arguments.steps // 10)
        for k in range(arguments.steps + warm_up):
            start = clock(arguments.threads, arguments.device)
            search.step(batches[k % len(batches)], batches[(7 * k + 3) % len(batches)])
            times.append((clock(arguments.threads, arguments.device) - start) * 1e3)
        print_line({"what": variant}, times[warm_up:])


if __name__ == "__main__":
    main()
