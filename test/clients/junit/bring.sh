#!/bin/sh
# The schema of JUnit reports as Jenkins reads them (it comes in pytest's source archive), and a validator of such schemas.
set -eu
cd "$1"
rm -rf venv source
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check xmlschema==4.3.2
venv/bin/pip download --quiet --disable-pip-version-check --no-deps --no-binary pytest --dest source pytest==8.4.2
tar -xzf source/pytest-8.4.2.tar.gz --strip-components=3 pytest-8.4.2/testing/example_scripts/junit-10.xsd
rm -rf source
venv/bin/python -c 'import xmlschema; xmlschema.XMLSchema("junit-10.xsd")'
