#!/bin/sh
# reviewdog, which reads Checkstyle and SARIF reports and prints what it found in them. Needs Go.
set -eu
cd "$1"
GOBIN=$PWD GOFLAGS=-modcacherw go install github.com/reviewdog/reviewdog/cmd/reviewdog@v0.21.0
./reviewdog -version
