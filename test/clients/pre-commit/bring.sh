#!/bin/sh
# pre-commit, in the newest version and in one that installs hooks in another way.
set -eu
cd "$1"
for version in 4.7.0 4.2.0; do
  [ -x "$version/bin/pre-commit" ] || python3 -m venv "$version"
  "$version/bin/pip" install --quiet --disable-pip-version-check "pre-commit==$version"
  "$version/bin/pre-commit" --version
done
