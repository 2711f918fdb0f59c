#!/bin/sh
# strace, of the system: where it is not there, it is installed, if this user may.
set -eu
if ! command -v strace >/dev/null; then
  as=
  [ "$(id -u)" = 0 ] || as='sudo -n'
  $as apt-get update -q >/dev/null
  $as apt-get install -y -q strace >/dev/null
fi
# Some containers have it and do not allow it.
strace -f -o "$1/trace" true
rm -f "$1/trace"
strace --version | head -1
