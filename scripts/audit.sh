#!/bin/sh
# Ask for known vulnerabilities of what is pinned. Says so, and passes, where nobody answers: no network is no finding.
# Exit code 1 where a pinned release is known to be vulnerable. No test depends on it: advisories come on any day.
set -eu
bin=${1:?usage: scripts/audit.sh FOLDER_OF_PIP_AUDIT}
found=0
for name in run dev; do
    report=$(mktemp)
    said=$(mktemp)
    if "$bin/pip-audit" --requirement "requirements/$name.txt" --require-hashes --disable-pip --progress-spinner off \
        --timeout 20 --format json --output "$report" 2>"$said"; then
        echo "requirements/$name.txt: nothing known"
    elif [ -s "$report" ]; then
        found=1
        echo "requirements/$name.txt: known vulnerabilities:"
        "$bin/python" scripts/list_advisories.py "$report"
    else
        echo "requirements/$name.txt: not audited, the advisories could not be fetched: $(tail -n 1 "$said")"
    fi
    rm -f "$report" "$said"
done
exit $found
