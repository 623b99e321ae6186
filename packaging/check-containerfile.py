"""Looks a Containerfile over where there is no engine to build it: instructions, flags, stages, JSON forms, who it runs as."""

import json
import re
import sys

# Each instruction with the flags that it knows and how many words it needs.
KNOWN = {
    "ADD": ("chown chmod keep-git-dir checksum link exclude", 2),
    "ARG": ("", 1),
    "CMD": ("", 1),
    "COPY": ("from chown chmod link parents exclude", 2),
    "ENTRYPOINT": ("", 1),
    "ENV": ("", 1),
    "EXPOSE": ("", 1),
    "FROM": ("platform", 1),
    "HEALTHCHECK": ("interval timeout start-period start-interval retries", 1),
    "LABEL": ("", 1),
    "RUN": ("mount network security", 1),
    "SHELL": ("", 1),
    "STOPSIGNAL": ("", 1),
    "USER": ("", 1),
    "VOLUME": ("", 1),
    "WORKDIR": ("", 1),
}
STAGE = re.compile(r"(\S+?(?::\S+)?)(?: AS (\w+))?")

# What it must find fault with, or it is no good itself.
BAD = (
    "FROM debian\nUSER a",
    "FROM debian:latest\nUSER a",
    "FRM debian:12\nUSER a",
    "RUN true\nFROM debian:12\nUSER a",
    "FROM debian:12\nCOPY --from=nowhere /a /b\nUSER a",
    "FROM debian:12\nCOPY /a\nUSER a",
    "FROM debian:12\nUSER a\nSTOPSIGNAL",
    "FROM debian:12\nUSER a\nCMD softclick run",
    'FROM debian:12\nUSER a\nCMD ["softclick" "run"]',
    'FROM debian:12\nUSER a\nENTRYPOINT ["softclick", 1]',
    'FROM debian:12\nUSER a\nHEALTHCHECK --intervall=3s CMD ["true"]',
    "FROM debian:12",
    "FROM debian:12\nUSER a\nUSER root",
    "FROM debian:12 AS one\nUSER a\nFROM debian:12\nRUN true",
)


def instructions(text):
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    return [line.strip() for line in re.sub(r"\\\n", " ", "\n".join(lines)).split("\n") if line.strip()]


def form_faults(name, rest, line):
    form = re.search(r"\[.*\]$", rest)
    if not form:
        return [f"without a shell, please: {line}"] if name != "HEALTHCHECK" else []
    try:
        words = json.loads(form[0])
    except ValueError:
        return [f"no list of strings: {line}"]
    return [] if all(isinstance(word, str) for word in words) else [f"words are strings: {line}"]


def faults(text):
    stages, wrong, user = [], [], ""
    for line in instructions(text):
        name, _, rest = line.partition(" ")
        if name not in KNOWN:
            wrong.append(f"no instruction: {line}")
            continue
        flags, words = KNOWN[name]
        given = re.match(r"(?:--\S+\s+)*", rest)[0]
        wrong += [f"no flag --{flag}: {line}" for flag in re.findall(r"--([a-z-]+)", given) if flag not in flags.split()]
        if len(rest[len(given) :].split()) < words:
            wrong.append(f"something is missing: {line}")
        if not stages and name not in ("FROM", "ARG"):
            wrong.append(f"before the first FROM: {line}")
        if name == "FROM":
            stage = STAGE.fullmatch(rest)
            if not stage or ":" not in stage[1] or stage[1].endswith(":latest"):
                wrong.append(f"an image needs a tag: {line}")
            stages.append(stage[2] if stage else None)
            user = ""
        source = re.search(r"--from=(\S+)", given) if name == "COPY" else None
        if source and source[1] not in stages[:-1]:
            wrong.append(f"no such stage: {line}")
        if name in ("CMD", "ENTRYPOINT", "HEALTHCHECK"):
            wrong += form_faults(name, rest, line)
        if name == "USER":
            user = rest
    if user.partition(":")[0] in ("", "root", "0"):
        wrong.append("it runs as root: no other USER in the last stage")
    return wrong


for bad in BAD:
    assert faults(bad), f"this looks good to me:\n{bad}"
with open(sys.argv[1], encoding="utf-8") as file:
    wrong = faults(file.read())
for each in wrong:
    print(f"{sys.argv[1]}: {each}", file=sys.stderr)
sys.exit(1 if wrong else 0)
