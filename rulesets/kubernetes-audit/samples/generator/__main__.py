"""Writes a day of a small Kubernetes cluster, thinned out, with an attack told in it.

    python3 generator > audit.log

The same script gives the same bytes. Every line is an event of audit.k8s.io/v1, its members in the
order in which the API server writes them. README.md beside this folder tells the story.
"""

import sys

from attack import attack
from audit_log import Log
from background import background
from controllers import nightly_backup
from working_day import working_day

log = Log()
background(log)
for hour in (1, 7, 13, 19):
    nightly_backup(log, hour)
working_day(log)
attack(log)
log.write(sys.stdout)
