# SPDX-License-Identifier: GPL-3.0-or-later
from parts import scaling


def measure(context):
    yield from scaling.large(context, context.rounds(10_000_000, 100_000), context.rounds(1_000_000, 10_000))
