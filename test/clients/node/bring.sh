#!/bin/sh
# The oldest Node.js that Assay runs under, in its newest release and its first, and the one before, under which it says so.
set -eu
cd "$1"
platform=$(node -p '`${process.platform === "win32" ? "win" : process.platform}-${process.arch}`')
for version in 20.20.2 20.0.0 18.20.8; do
  mkdir -p "$version"
  npm install --silent --no-save --no-audit --no-fund --ignore-scripts --prefix "$version" "node-$platform@$version"
  mv "$version/node_modules/node-$platform/bin/node" "$version/node"
  rm -rf "$version/node_modules"
  [ "$("$version/node" --version)" = "v$version" ]
done
