"""List what an audit found: a line an advisory, with the release that mends it."""

import json
import sys
from pathlib import Path

for each in json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))["dependencies"]:
    for advisory in each.get("vulns", ()):
        mended = ", ".join(advisory["fix_versions"]) or "no release yet"
        sys.stdout.write(f"  {each['name']} {each['version']}: {advisory['id']}; mended in {mended}\n")
