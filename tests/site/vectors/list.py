"""The texts of the public list of XSS vectors as JSON, each once: list.py FILE."""

import json
import sys

import brs_kb

vectors = sorted({entry["payload"] for entry in brs_kb.get_all_payloads().values()})
with open(sys.argv[1], "w", encoding="utf-8") as file:
    json.dump(vectors, file)
