"""Says whether two sites have the same stories on the same lists: python same_lists.py STET HUGO."""

import re
import sys
from pathlib import Path

LINK = re.compile(r'href="?[^" >]*?(story-\d+)/')


def lists(site: Path) -> dict[str, set[str]]:
    """The stories of each list, by the list's folder, over all of its pages."""
    found: dict[str, set[str]] = {}
    for page in site.rglob("index.html"):
        folder = page.parent.relative_to(site)
        parts = list(folder.parts)
        if "page" in parts:
            parts = parts[: parts.index("page")]
        name = "/".join(parts)
        if not name or name.startswith("story-"):
            continue
        stories = set(LINK.findall(page.read_text("utf-8")))
        if stories:
            found.setdefault(name, set()).update(stories)
    return found


ours, theirs = (lists(Path(site)) for site in sys.argv[1:3])
different = {name for name in ours.keys() | theirs.keys() if ours.get(name) != theirs.get(name)}
print(f"{len(ours)} lists and {len(theirs)}, {len(different)} of them differ {sorted(different)[:5]}")
sys.exit(bool(different))
