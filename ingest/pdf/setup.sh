#!/bin/sh
# Brings what reading PDF files and scans needs: poppler's tools with the characters of fonts that are not embedded, and tesseract with Chinese. What is there
# already is left as it is.
set -eu

missing=
command -v pdftotext >/dev/null 2>&1 && command -v pdftoppm >/dev/null 2>&1 || missing="$missing poppler-utils"
[ -d /usr/share/poppler/cMap ] || missing="$missing poppler-data"
command -v tesseract >/dev/null 2>&1 || missing="$missing tesseract-ocr"
tesseract --list-langs 2>/dev/null | grep -qx chi_sim || missing="$missing tesseract-ocr-chi-sim"
tesseract --list-langs 2>/dev/null | grep -qx chi_tra || missing="$missing tesseract-ocr-chi-tra"
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null 2>&1; then
  echo "missing:$missing" >&2
  echo "install them, for example: sudo apt-get update && sudo apt-get install -y --no-install-recommends$missing" >&2
  exit 1
fi
apt-get update -qq
# shellcheck disable=SC2086 # a list of names
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
