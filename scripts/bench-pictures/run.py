#!/usr/bin/env python3
"""Pictures for readers: Stet beside sharp, on the same photographs, in turns.

Each run is a process of its own on one thread; processor time and memory are what the system counted for it
(wait4). First sharp's quality is set so that its files come as near to the originals as ours (mean SSIM)."""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
STET = sys.argv[1]
ROUNDS = int(sys.argv[2]) if len(sys.argv) > 2 else 5


def spent(command):
    began = time.monotonic()
    process = subprocess.Popen(command, env={**os.environ, "RAYON_NUM_THREADS": "1"}, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{command[0]} ended with {process.returncode}")
    return time.monotonic() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000


def sharp(how, out, jpeg, webp):
    return ["node", f"{HERE}/sharp.mjs", how, SET, out, str(jpeg), str(webp)]


def quality(*folders):
    said = subprocess.run(["node", f"{HERE}/quality.mjs", SET, *folders], check=True, capture_output=True, text=True)
    return json.loads(said.stdout)


def like_ours(ours):
    """The lowest quality of sharp, within what SSIM can tell, that is no worse than ours."""
    chosen = {}
    for jpeg, webp in [(78, 76), (80, 78), (82, 80), (84, 82), (86, 84), (88, 86)]:
        out = f"{PLACE}/try"
        shutil.rmtree(out, ignore_errors=True)
        spent(sharp("once", out, jpeg, webp))
        found = quality(out)
        for ending, level in (("jpg", jpeg), ("webp", webp)):
            if ending not in chosen and found[f"{out} {ending}"]["ssim"] >= ours[ending]["ssim"] - 0.0005:
                chosen[ending] = level
        if len(chosen) == 2:
            break
    return chosen.get("jpg", 88), chosen.get("webp", 86)


with tempfile.TemporaryDirectory() as PLACE:
    SET = f"{PLACE}/set"
    subprocess.run([STET, "bench", "pictures", "--from", SET, "--only-set"], check=True)
    stet = [STET, "bench", "pictures", "--from", SET, "--out", f"{PLACE}/stet"]
    spent(stet)
    found = quality(f"{PLACE}/stet")
    ours = {ending: found[f"{PLACE}/stet {ending}"] for ending in ("jpg", "webp")}
    jpeg, webp = like_ours(ours)
    ways = {
        "Stet": stet,
        "sharp, as peers use it": sharp("peers", f"{PLACE}/peers", jpeg, webp),
        "sharp, one decode": sharp("once", f"{PLACE}/once", jpeg, webp),
    }
    runs = {way: [] for way in ways}
    for _ in range(ROUNDS):
        for way, command in ways.items():
            runs[way].append(spent(command))
    found = quality(f"{PLACE}/stet", f"{PLACE}/peers", f"{PLACE}/once")
    print(f"sharp at JPEG {jpeg} and WebP {webp}, {ROUNDS} rounds in turns, one thread; medians")
    cpu = {}
    for (way, all_runs), folder in zip(runs.items(), ("stet", "peers", "once")):
        wall, cpu[way], memory = (statistics.median(run[i] for run in all_runs) for i in range(3))
        said = "; ".join(
            f"{ending} SSIM {found[f'{PLACE}/{folder} {ending}']['ssim']:.4f}, {found[f'{PLACE}/{folder} {ending}']['bytes'] / 1e6:.2f} MB"
            for ending in ("jpg", "webp")
        )
        print(f"{way}: {wall:.2f} s, CPU {cpu[way]:.2f} s, memory {memory:.0f} MB; {said}")
    for way in list(ways)[1:]:
        print(f"Stet takes {cpu['Stet'] / cpu[way]:.2f} of the CPU of {way}")
