#!/bin/sh
# Installs the real clients that tests drive, those named or all: test/clients/NAME/bring.sh does it, into the folder it is given. What is
# complete is left as it is.
set -eu
cd "$(dirname "$0")"
into=${ASSAY_CLIENTS:-$(cd ../.. && pwd)/node_modules/.cache/assay-clients}
[ $# -gt 0 ] || set -- */
for name; do
  name=${name%/}
  target=$into/$name
  if [ -e "$target/.complete" ] && [ "$target/.complete" -nt "$name/bring.sh" ]; then
    echo "$name: already there"
    continue
  fi
  mkdir -p "$target"
  echo "$name: installing"
  # Its tests say that it is missing, and fail in CI.
  if sh "$name/bring.sh" "$target"; then touch "$target/.complete"; else echo "$name: cannot be had here" >&2; fi
done
