"""Damages whole files at random and reads them in the real reader host: ``make fuzz MINUTES=5 SEED=1``.

Whatever may come of a file, it must be a picture or a sentence, in bounded time and memory. A synthetic
file that breaks this is made smaller and kept in ``regressions``, which the tests read for ever; one that
was made from a real file stays in a temporary folder.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE / "corpus")]
from hostile_judge import SECRETS, faults  # noqa: E402 - what lies beside this file is no package
from hostile_mutate import mutated  # noqa: E402
from hostile_seeds import Seed, real_seeds, synthetic_seeds  # noqa: E402
from reader_host import Reader  # noqa: E402

REGRESSIONS = HERE / "regressions"
CHECKOUT = HERE.parents[1]
_MOST_FINDINGS = 20
_SHRINKING_TRIES = 60


def main(arguments: Sequence[str]) -> int:
    """Exit status 1 if anything was found."""
    options = _parse(arguments)
    seeds = synthetic_seeds() + real_seeds(Path(options.data))
    chance = random.Random(options.seed)
    print(f"{len(seeds)} files to damage, seed {options.seed}, {options.minutes:g} minutes")
    with tempfile.TemporaryDirectory(prefix="medviewer-fuzz-") as folder:
        reader = Reader(Path(folder) / "logs")
        try:
            findings, tries, outcomes = _run(reader, Path(folder), seeds, chance, 60 * options.minutes)
            told = [secret for secret in SECRETS if secret in reader.log_text()]
        finally:
            reader.close()
    shown, refused = outcomes["picture"], outcomes["sentence"]
    print(f"{tries} damaged files: {shown} shown, {refused} refused, {len(findings)} findings")
    if told:
        findings.append("the log tells a secret")
    for finding in findings:
        print(f"  {finding}")
    return 1 if findings else 0


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    beside = str(CHECKOUT.parent / "shared" / "data")
    parser.add_argument("--data", default=os.environ.get("MEDVIEWER_DATA") or beside, help="real files")
    return parser.parse_args(arguments)


def _run(
    reader: Reader, folder: Path, seeds: Sequence[Seed], chance: random.Random, seconds: float
) -> tuple[list[str], int, Counter[str]]:
    findings: dict[str, str] = {}
    outcomes: Counter[str] = Counter()
    contents = [seed.content for seed in seeds]
    tries, end = 0, time.monotonic() + seconds
    while time.monotonic() < end and len(findings) < _MOST_FINDINGS:
        seed = chance.choice(seeds)
        content = mutated(seed.content, contents, chance)
        wrong, result = _judge(reader, folder, seed.name, content)
        tries += 1
        outcomes["picture" if result and (result["shown"] or result["objects"]) else "sentence"] += 1
        if wrong and (kind := _kind(wrong[0])) not in findings:
            smaller = _shrunk(
                content, seed.content, lambda c, s=seed: bool(_judge(reader, folder, s.name, c)[0])
            )
            findings[kind] = f"{wrong[0]} ({_kept(seed, smaller, folder)})"
    return list(findings.values()), tries, outcomes


def _kind(fault: str) -> str:
    """The fault without its numbers and paths, so that one fault is kept once."""
    return " ".join(word for word in fault.split() if word.isalpha() or word[0] == "(")[:80]


def _judge(
    reader: Reader, folder: Path, name: str, content: bytes
) -> tuple[list[str], dict[str, object] | None]:
    place = folder / "opened"
    place.mkdir(exist_ok=True)
    path = place / name
    path.write_bytes(content)
    job = reader.examine(path)
    wrong = faults(job, str(path))
    path.unlink()
    result = job.result
    reader.queue.forget(job)
    return wrong, result


def _shrunk(content: bytes, whole: bytes, is_bad: Callable[[bytes], bool]) -> bytes:
    """A smaller file with the same fault: shorter, and with as much of the whole file as possible."""
    tries = 0
    step = max(len(content) // 2, 1)
    while step >= 1 and tries < _SHRINKING_TRIES:
        place = 0
        while place < len(content) and tries < _SHRINKING_TRIES:
            candidates = [content[:place] + content[place + step :]]
            if len(content) == len(whole):
                candidates.insert(0, content[:place] + whole[place : place + step] + content[place + step :])
            for candidate in candidates:
                tries += 1
                if candidate != content and is_bad(candidate):
                    content = candidate
                    break
            else:
                place += step
        step //= 2
    return content


def _kept(seed: Seed, content: bytes, folder: Path) -> str:
    target = Path(tempfile.mkdtemp(prefix="medviewer-fuzz-found-")) if seed.is_real else REGRESSIONS
    target.mkdir(exist_ok=True)
    path = target / f"{hashlib.sha256(content).hexdigest()[:10]}{''.join(Path(seed.name).suffixes)}"
    path.write_bytes(content)
    return f"kept as {path}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
