#!/usr/bin/env python3
"""Adds up the test reports of Surefire and Failsafe; fails when a test was skipped (all that tests need is there in CI) or none ran."""
import glob
import os
import sys
import xml.etree.ElementTree

root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
totals = {}
skipped = []
unsteady = []
for path in sorted(glob.glob(os.path.join(root, "*", "target", "*-reports", "TEST-*.xml"))):
    module = os.path.relpath(path, root).split(os.sep)[0]
    suite = xml.etree.ElementTree.parse(path).getroot()
    count, seconds = totals.get(module, (0, 0.0))
    totals[module] = count + int(suite.get("tests", 0)), seconds + float(suite.get("time", "0").replace(",", ""))
    for case in suite.iter("testcase"):
        reason = case.find("skipped")
        if reason is not None:
            skipped.append("%s.%s: %s" % (case.get("classname"), case.get("name"), reason.get("message") or "no reason given"))
        if any(case.find(kind) is not None for kind in ("flakyFailure", "flakyError")):
            unsteady.append("%s.%s" % (case.get("classname"), case.get("name")))
for module, (count, seconds) in totals.items():
    print("  %-12s %5d tests  %6.1f s" % (module, count, seconds))
print("  %-12s %5d tests, %d skipped" % ("all", sum(count for count, _ in totals.values()), len(skipped)))
for line in skipped:
    print("  skipped: " + line)
for line in unsteady:
    print("  failed at first, passed when run again: " + line)
sys.exit(1 if skipped or not totals else 0)
