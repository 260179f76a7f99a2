#!/bin/sh
# Installs what the browser tests drive: Debian's Chromium and fonts with Chinese glyphs.
# Does nothing when both are there. Needs root or sudo, and apt-get with a package chromium:
# Debian has one, Ubuntu only a snap.
set -eu

if command -v chromium >/dev/null 2>&1 && fc-list :lang=zh 2>/dev/null | grep -q .; then
    echo "Chromium and Chinese fonts are installed already."
    exit 0
fi
if ! command -v apt-get >/dev/null 2>&1; then
    echo "No apt-get here: install Chromium (as 'chromium' on PATH) and a Chinese font," >&2
    echo "then run the browser tests again." >&2
    exit 1
fi
if [ "$(id -u)" -eq 0 ]; then
    as_root=""
elif command -v sudo >/dev/null 2>&1; then
    as_root="sudo"
else
    echo "Run this as root, or install sudo: it adds the packages chromium and fonts-noto-cjk." >&2
    exit 1
fi
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -q
packages="fonts-noto-cjk fontconfig"
if ! command -v chromium >/dev/null 2>&1; then
    if ! apt-cache show chromium >/dev/null 2>&1; then
        echo "No package chromium here: install Chromium (as 'chromium' on PATH) by other means," >&2
        echo "then run this again for the font." >&2
        exit 1
    fi
    packages="chromium $packages"
fi
# shellcheck disable=SC2086  # each word is a package
$as_root apt-get install -y -q --no-install-recommends $packages
