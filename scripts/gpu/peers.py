#!/usr/bin/env python3
"""Times what Jacobi was timed on, in PyTorch and JAX on the same device.

    peers.py CASES RESULTS [--quick | --judge]

CASES has a case on each line, as JSON: its kind, its inputs, and for each output the sum of the
sizes of its elements, which a peer must reach too before it is timed. RESULTS gets a line for each
case and peer: name, peer, milliseconds, remark, between tabulators. Milliseconds are medians of the
device's clock (JAX: of the host's). TF32 is off. With --judge nothing is timed, and no device is needed. Prints what it does to standard error.
"""

import json
import math
import statistics
import sys
import time

TOLERANCE = {"f64": 1e-9, "f32": 2e-4}


class Effort:
    """How long is measured: the milliseconds of a sample, and how many there are."""

    def __init__(self, options):
        self.sample, self.samples = (2, 5) if "--quick" in options else (20, 31)
        self.timed = "--judge" not in options


def median(work, effort):
    """The median of the milliseconds of one repetition; work tells them for so many together."""
    if not effort.timed:
        return 0.0
    repetitions = 1
    while work(repetitions) < effort.sample and repetitions < 1 << 14:
        repetitions *= 2
    work(repetitions)
    return statistics.median(work(repetitions) / repetitions for _ in range(effort.samples))


def elements(given, numbers):
    """An input as float64; numbers is numpy or what behaves like it."""
    turns = numbers.arange(1, math.prod(given["shape"]) + 1, dtype=numbers.float64) * given["step"]
    return given["low"] + (given["high"] - given["low"]) * (turns - numbers.floor(turns))


def judge(case, digests):
    """Fails where outputs are not what Jacobi's are."""
    tolerance = TOLERANCE[case["inputs"][0]["dtype"]]
    expected = case["digests"]
    if len(expected) != len(digests):
        raise AssertionError(f"{len(digests)} outputs instead of {len(expected)}")
    for i, (right, found) in enumerate(zip(expected, digests)):
        if not abs(right - found) <= tolerance * max(1.0, abs(right)):
            raise AssertionError(f"output {i} adds up to {found} instead of {right}")


class Formulas:
    """The cases, written for a library; `lib` has its functions by the names that they share."""

    def __init__(self, lib):
        self.lib = lib

    def polynomial(self, x):
        return [(x * 1.5 + 0.25) * x - 2]

    def sigmoid(self, x):
        return [self.lib.sigmoid(x)]

    def axpy(self, x, y):
        return [2.5 * x + y]

    def sum(self, x):
        return [self.lib.sum(x)]

    def dot(self, x, y):
        return [self.lib.dot(x, y)]

    def row_sums(self, x):
        return [self.lib.sum_axis(x, 1)]

    def column_sums(self, x):
        return [self.lib.sum_axis(x, 0)]

    def softmax(self, x):
        return [self.lib.softmax(x)]

    def logistic_regression(self, x, y, w):
        return self.lib.gradients(lambda w: self.lib.sum(self.lib.softplus(-y * (x @ w))), [w])

    def gaussian_likelihood(self, x, mu, sigma):
        def loss(mu, sigma):
            z = (x - mu) / sigma
            return self.lib.sum(self.lib.log(sigma) + z * z / 2)

        return self.lib.gradients(loss, [mu, sigma])

    def black_scholes(self, s, k, r, sigma, t):
        lib = self.lib

        def price(s, k, r, sigma, t):
            root = sigma * lib.sqrt(t)
            d1 = (lib.log(s / k) + (r + sigma * sigma / 2) * t) / root
            normal = lambda x: lib.erfc(-x * math.sqrt(0.5)) / 2
            return s * normal(d1) - k * lib.exp(-r * t) * normal(d1 - root)

        return lib.element_wise_gradients(price, [s, k, r, sigma, t])

    def product(self, a, b):
        return [a @ b]

    def chain(self, x):
        for _ in range(50):
            x = x - 0.01 * self.lib.mean(x * x)
        return [x]

    def perceptron(self, images, labels, *weights):
        def loss(*weights):
            h = images
            for layer in range(0, len(weights), 2):
                h = h @ weights[layer] + weights[layer + 1]
                if layer + 2 < len(weights):
                    h = self.lib.relu(h)
            return self.lib.cross_entropy(h, labels)

        value, *slopes = self.lib.gradients(loss, list(weights))
        return [value] + [w - 0.01 * g for w, g in zip(weights, slopes)]

    def replay(self, x):
        return [x + 1]


class Torch:
    """PyTorch: eager, compiled, and as a CUDA graph."""

    def __init__(self, effort):
        import torch

        if effort.timed and not torch.cuda.is_available():
            raise RuntimeError("torch finds no device")
        self.torch = torch
        self.effort = effort
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        torch.backends.cuda.matmul.allow_tf32 = False
        torch.backends.cudnn.allow_tf32 = False
        torch.set_float32_matmul_precision("highest")
        self.title = f"torch {torch.__version__} on {self.name()}"
        for name in ["sigmoid", "log", "exp", "sqrt", "erfc", "dot", "sum", "mean", "relu"]:
            setattr(self, name, getattr(torch, name))
        self.softplus = torch.nn.functional.softplus
        self.cross_entropy = torch.nn.functional.cross_entropy

    def name(self):
        return self.torch.cuda.get_device_name(0) if self.device == "cuda" else "the processor"

    def sum_axis(self, x, axis):
        return self.torch.sum(x, dim=axis)

    def softmax(self, x):
        return self.torch.softmax(x, dim=1)

    def gradients(self, loss, wrt):
        leaves = [w.detach().requires_grad_(True) for w in wrt]
        value = loss(*leaves)
        return [value.detach(), *self.torch.autograd.grad(value, leaves)]

    def element_wise_gradients(self, function, wrt):
        leaves = [w.detach().requires_grad_(True) for w in wrt]
        value = function(*leaves)
        ones = self.torch.ones_like(value)
        return [value.detach(), *self.torch.autograd.grad(value, leaves, ones)]

    def input(self, given):
        torch = self.torch
        dtype = {"f64": torch.float64, "f32": torch.float32, "i64": torch.int64}[given["dtype"]]
        count = math.prod(given["shape"])
        turns = torch.arange(1, count + 1, dtype=torch.float64, device=self.device) * given["step"]
        turns -= turns.floor()
        turns *= given["high"] - given["low"]
        turns += given["low"]
        if dtype == torch.int64:
            turns = turns.floor()
        return turns.to(dtype).reshape(given["shape"])

    def digests(self, outputs):
        return [float(output.detach().double().abs().sum()) for output in outputs]

    def time(self, call):
        torch = self.torch

        def work(repetitions):
            begin = torch.cuda.Event(enable_timing=True)
            end = torch.cuda.Event(enable_timing=True)
            begin.record()
            for _ in range(repetitions):
                call()
            end.record()
            end.synchronize()
            return begin.elapsed_time(end)

        return median(work, self.effort)

    def host(self, call):
        """The host's milliseconds to queue a call, in bursts that never wait for the device."""

        def work(repetitions):
            total = 0.0
            for _ in range((repetitions - 1) // 64 + 1):
                self.torch.cuda.synchronize()
                begin = time.perf_counter()
                for _ in range(64):
                    call()
                total += time.perf_counter() - begin
            return total * 1e3 / ((repetitions - 1) // 64 + 1) / 64 * repetitions

        return median(work, self.effort)

    def graph(self, function, inputs):
        """The call captured once; returns its replay and its outputs."""
        torch = self.torch
        side = torch.cuda.Stream()
        side.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(side):
            for _ in range(3):
                function(*inputs)
        torch.cuda.current_stream().wait_stream(side)
        captured = torch.cuda.CUDAGraph()
        with torch.cuda.graph(captured):
            outputs = function(*inputs)
        return captured.replay, outputs

    def variants(self, case):
        """Pairs of a peer's name and what prepares it: a call, and its outputs."""
        function = getattr(Formulas(self), case["kind"].replace("-", "_"))
        inputs = [self.input(given) for given in case["inputs"]]

        def eager():
            return (lambda: function(*inputs)), function(*inputs)

        def compiled():
            self.torch._dynamo.reset()
            fast = self.torch.compile(function)
            return (lambda: fast(*inputs)), fast(*inputs)

        def graph():
            replay, outputs = self.graph(function, inputs)
            replay()
            return replay, outputs

        if self.device == "cpu":
            return [("torch", eager)]
        return [("torch", eager), ("torch.compile", compiled), ("torch graph", graph)]

    def measure(self, case):
        for name, prepare in self.variants(case):
            def run(prepare=prepare):
                call, outputs = prepare()
                if self.device == "cuda":
                    self.torch.cuda.synchronize()
                judge(case, self.digests(outputs))
                del outputs
                return (self.host if case["kind"] == "replay" else self.time)(call)

            yield name, run


class Jax:
    """JAX, compiled; timed by the host's clock, which a call of some microseconds does not show."""

    def __init__(self, effort):
        import os

        os.environ.setdefault("XLA_PYTHON_CLIENT_PREALLOCATE", "false")
        import jax

        jax.config.update("jax_enable_x64", True)
        jax.config.update("jax_default_matmul_precision", "highest")
        if effort.timed and jax.devices()[0].platform not in ("gpu", "cuda"):
            raise RuntimeError(f"jax finds no device, only {jax.devices()[0].platform}")
        import jax.numpy as jnp

        self.jax, self.jnp, self.effort = jax, jnp, effort
        self.title = f"jax {jax.__version__} on {jax.devices()[0].device_kind}"
        for name in ["log", "exp", "sqrt", "dot", "sum", "mean"]:
            setattr(self, name, getattr(jnp, name))
        self.sigmoid, self.softplus, self.relu = jax.nn.sigmoid, jax.nn.softplus, jax.nn.relu
        self.erfc = jax.scipy.special.erfc

    def sum_axis(self, x, axis):
        return self.jnp.sum(x, axis=axis)

    def softmax(self, x):
        return self.jax.nn.softmax(x, axis=1)

    def cross_entropy(self, scores, labels):
        return -self.jnp.mean(self.jnp.sum(labels * self.jax.nn.log_softmax(scores, axis=1), axis=1))

    def gradients(self, loss, wrt):
        value, slopes = self.jax.value_and_grad(loss, argnums=tuple(range(len(wrt))))(*wrt)
        return [value, *slopes]

    def element_wise_gradients(self, function, wrt):
        value, pull = self.jax.vjp(function, *wrt)
        return [value, *pull(self.jnp.ones_like(value))]

    def input(self, given):
        import numpy

        dtype = {"f64": numpy.float64, "f32": numpy.float32, "i64": numpy.int64}[given["dtype"]]
        values = elements(given, numpy)
        values = numpy.floor(values) if dtype == numpy.int64 else values
        return self.jax.device_put(values.astype(dtype).reshape(given["shape"]))

    def measure(self, case):
        def run():
            function = self.jax.jit(getattr(Formulas(self), case["kind"].replace("-", "_")))
            inputs = [self.input(given) for given in case["inputs"]]
            outputs = self.jax.block_until_ready(function(*inputs))
            digests = [float(self.jnp.sum(self.jnp.abs(o.astype(self.jnp.float64)))) for o in outputs]
            judge(case, digests)
            del outputs

            def work(repetitions):
                begin = time.perf_counter()
                for _ in range(repetitions):
                    last = function(*inputs)
                self.jax.block_until_ready(last)
                return (time.perf_counter() - begin) * 1e3

            return median(work, self.effort)

        yield "jax", run


def main(arguments):
    options = {argument for argument in arguments if argument.startswith("-")}
    paths = [argument for argument in arguments if not argument.startswith("-")]
    if "--help" in options:
        print(__doc__)
        return 0
    if len(paths) != 2 or options - {"--quick", "--judge"}:
        print(__doc__, file=sys.stderr)
        return 2
    with open(paths[0], encoding="utf-8") as file:
        cases = [json.loads(line) for line in file]
    libraries = []
    for library in (Torch, Jax):
        try:
            libraries.append(library(Effort(options)))
            print(libraries[-1].title, flush=True)
        except Exception as failure:  # not installed, or no device: said, and the other goes on
            print(f"{library.__name__.lower()}: not measured: {failure}", flush=True)
    with open(paths[1], "w", encoding="utf-8") as results:
        for library in libraries:
            for case in cases:
                for name, run in library.measure(case):
                    try:
                        cells = [case["name"], name, repr(run()), ""]
                    except Exception as failure:  # a peer that fails is told, and no reason to stop
                        remark = " ".join(f"{type(failure).__name__}: {failure}".split())[:300]
                        cells = [case["name"], name, "", remark]
                    print("\t".join(cells), file=results, flush=True)
                    print("  ".join(cells).rstrip(), file=sys.stderr, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
