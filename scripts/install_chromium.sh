#!/bin/sh
# Install Chromium for the tests in a browser, where that is possible; say so and go on where it is not.
set -u
if command -v chromium >/dev/null 2>&1; then
    exit 0
fi
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    echo "no Chromium here, and only root on Debian can install it by this: the tests in a browser will be SKIPPED" >&2
    exit 0
fi
if ! { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends chromium; } >/dev/null; then
    echo "Chromium could not be installed: the tests in a browser will be SKIPPED" >&2
fi
exit 0
