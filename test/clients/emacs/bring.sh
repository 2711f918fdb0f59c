#!/bin/sh
# Emacs without a screen, and eglot, which is part of Emacs from version 29 on: from the distribution, unless they are there.
set -eu
if ! command -v emacs >/dev/null; then
  sudo=$(command -v sudo || true)
  $sudo apt-get update -qq
  $sudo apt-get install -qq -y --no-install-recommends emacs-nox elpa-eglot >/dev/null
fi
ln -sf "$(command -v emacs)" "$1/emacs"
"$1/emacs" --version | head -1
