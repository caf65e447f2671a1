#!/bin/sh
# Install FollowTheMoney beside the development tools, so that the test of the ftm export asks it too.
# It needs PyICU, which compiles against the system's ICU; the product itself needs neither.
#   scripts/install-followthemoney.sh [PYTHON]     default: .venv/bin/python
set -eu
python=${1:-.venv/bin/python}
pinned='followthemoney>=4.11,<5'

if ! pkg-config --exists icu-i18n 2>/dev/null; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -q && apt-get install -y -q libicu-dev pkg-config g++
  else
    echo "ICU's headers are missing: install libicu-dev, pkg-config and g++ (Debian's names), then run this again" >&2
    exit 1
  fi
fi
if command -v uv >/dev/null; then
  uv pip install --python "$python" "$pinned"
else
  "$python" -m pip install "$pinned"
fi
"$python" -c "from followthemoney import model; print('followthemoney is there:', len(list(model)), 'schemata')"
