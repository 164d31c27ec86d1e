#!/bin/sh
# Builds the virtual environment in which django-helpdesk 2.6.1 runs as it comes, beside ours and never in it.
set -eu
cd "$(dirname "$0")/../.."
venv="${1:-build/peers/helpdesk}"
if [ ! -x "$venv/bin/python" ]; then
    python3 -m venv "$venv"
fi
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check "django-helpdesk[api]==2.6.1" "psycopg[binary]" granian
echo "$venv/bin/python"
