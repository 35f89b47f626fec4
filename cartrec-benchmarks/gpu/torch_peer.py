#!/usr/bin/env python3
"""The work of io.cartrec.benchmarks.kernels.GpuBenchmark in PyTorch (cuDNN, cuBLAS), float32 and tf32."""
import statistics
import sys

import torch

ITEMS = 100_000


def seconds(work):
    times = []
    for repeat in range(-10, 20):
        begin = torch.cuda.Event(enable_timing=True)
        end = torch.cuda.Event(enable_timing=True)
        begin.record()
        for _ in range(10):
            work()
        end.record()
        end.synchronize()
        if repeat >= 0:
            times.append(begin.elapsed_time(end) / 10)
    return statistics.median(times)


def cell(width):
    lstm = torch.nn.LSTM(width, width).cuda()
    inputs = torch.randn(1, 512, width, device="cuda")

    def work():
        with torch.no_grad():
            lstm(inputs)
    return work


def training_step(width):
    table = torch.nn.Embedding(ITEMS, width, sparse=True).cuda()
    lstm = torch.nn.LSTM(width, width).cuda()
    dense = torch.optim.Adam(lstm.parameters(), fused=True)
    sparse = torch.optim.SparseAdam(table.parameters())
    rows = torch.randint(ITEMS, (20, 512), device="cuda")
    drawn = torch.arange(2048, device="cuda") * (ITEMS // 2048)
    targets = torch.randint(2048, (20 * 512,), device="cuda")

    def work():
        states, _ = lstm(table(rows))
        logits = states.reshape(-1, width) @ table(drawn).t()
        loss = torch.nn.functional.cross_entropy(logits, targets)
        dense.zero_grad()
        sparse.zero_grad()
        loss.backward()
        dense.step()
        sparse.step()
        loss.item()
    return work


def softmax(rows, items, width):
    states = torch.randn(rows, width, device="cuda", requires_grad=True)
    table = torch.randn(items, width, device="cuda", requires_grad=True)
    targets = torch.randint(items, (rows,), device="cuda")

    def work():
        states.grad = None
        table.grad = None
        loss = torch.nn.functional.cross_entropy(states @ table.t(), targets)
        loss.backward()
        loss.item()
    return work


def main():
    print("torch", torch.__version__, torch.cuda.get_device_name())
    for tf32 in (False, True):
        torch.backends.cuda.matmul.allow_tf32 = tf32
        torch.backends.cudnn.allow_tf32 = tf32
        print("tf32" if tf32 else "float32")
        for width in (100, 256, 512):
            print(f"{'lstm cell':28} {width:6} {seconds(cell(width)):9.3f}")
            print(f"{'lstm training step':28} {width:6} {seconds(training_step(width)):9.3f}")
        for width in (100, 256, 512):
            print(f"{'full softmax':28} {width:6} {seconds(softmax(512, ITEMS, width)):9.3f}")
            print(f"{'sampled softmax':28} {width:6} {seconds(softmax(10240, 2048, width)):9.3f}")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
