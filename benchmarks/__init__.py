"""
Speed and memory of what must stay fast, as ratios in the same run.

Each benchmark is a process of its own (`python -m benchmarks.cover`) with an empty home, made here
before anything of Payung is read: the settings are read from the environment once.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import django

HOME = Path(tempfile.mkdtemp(prefix="payung-bench-"))
HOME.chmod(0o755)  # the server may run as another user, who must reach it
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
os.environ |= {"PAYUNG_HOME": str(HOME), "DJANGO_SETTINGS_MODULE": "payung.config.settings"}
for name in ("DATABASE_URL", "PAYUNG_DATABASE"):
    os.environ.pop(name, None)
django.setup()
