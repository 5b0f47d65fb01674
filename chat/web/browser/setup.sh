#!/bin/sh
# Brings what the browser tests and the examples of the README need beside Go and Node: a Chromium, a font with Chinese characters, and the packages of
# package-lock.json. What is there already is left as it is.
set -eu
cd "$(dirname "$0")"

say() { printf '%s\n' "$*" >&2; }

has_chromium() { command -v chromium || command -v chromium-browser || command -v google-chrome; }
has_font() { command -v fc-list && fc-list :lang=zh family | grep -q .; }

missing=
has_chromium >/dev/null 2>&1 || missing="$missing chromium"
has_font >/dev/null 2>&1 || missing="$missing fonts-noto-cjk fontconfig"
command -v node >/dev/null 2>&1 || missing="$missing nodejs"
command -v npm >/dev/null 2>&1 || missing="$missing npm"
command -v python3 >/dev/null 2>&1 || missing="$missing python3-minimal" # with curl, for the examples of the README
command -v curl >/dev/null 2>&1 || missing="$missing curl"
if [ -n "$missing" ]; then
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    say "missing:$missing"
    say "install them, for example: sudo apt-get update && sudo apt-get install -y --no-install-recommends$missing"
    exit 1
  fi
  apt-get update -qq
  # shellcheck disable=SC2086 # a list of names
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
fi

# npm leaves a copy of the lock file in node_modules; as long as it is the newer one, nothing is to do.
if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  npm ci --no-audit --no-fund --ignore-scripts --silent
  touch node_modules/.package-lock.json
fi
