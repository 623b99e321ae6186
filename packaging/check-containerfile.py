"""Looks a Containerfile over where there is no engine to build it: instructions, stages, JSON forms."""

import json
import re
import sys

KNOWN = "ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL RUN SHELL STOPSIGNAL USER VOLUME WORKDIR".split()
STAGE = re.compile(r"(\S+?(?::\S+)?)(?: AS (\w+))?")

text = open(sys.argv[1], encoding="utf-8").read()
lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
instructions = re.sub(r"\\\n", " ", "\n".join(lines)).split("\n")
stages, wrong = [], []
for line in filter(None, map(str.strip, instructions)):
    name, _, rest = line.partition(" ")
    if name not in KNOWN:
        wrong.append(f"no instruction: {line}")
    if not stages and name not in ("FROM", "ARG"):
        wrong.append(f"before the first FROM: {line}")
    if name == "FROM":
        stage = STAGE.fullmatch(rest)
        if not stage or ":" not in stage[1] or stage[1].endswith(":latest"):
            wrong.append(f"an image needs a tag: {line}")
        stages.append(stage[2] if stage else None)
    source = re.search(r"--from=(\S+)", rest) if name == "COPY" else None
    if source and source[1] not in stages[:-1]:
        wrong.append(f"no such stage: {line}")
    form = re.search(r"\[.*\]$", rest) if name in ("CMD", "ENTRYPOINT", "HEALTHCHECK") else None
    if form:
        words = json.loads(form[0])
        if not all(isinstance(word, str) for word in words):
            wrong.append(f"words are strings: {line}")
    elif name in ("CMD", "ENTRYPOINT"):
        wrong.append(f"without a shell, please: {line}")
if not any(line.strip().startswith("USER ") for line in lines):
    wrong.append("it runs as root: no USER")
for each in wrong:
    print(f"{sys.argv[1]}: {each}", file=sys.stderr)
sys.exit(1 if wrong else 0)
