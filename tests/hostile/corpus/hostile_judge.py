"""What may come of any file at all; used by the corpus, the regressions and the fuzzer."""

from __future__ import annotations

from hostile_bytes import SECRET_ID, SECRET_NAME

from medviewer.jobs.job import Job, JobState

SECRETS = (SECRET_NAME.split("^")[0], *SECRET_ID.split("-", 1)[1:], SECRET_ID[:7])
_CRASHES = ("makes the reader crash", "keeps the reader busy", "stop the reader")
_LONGEST_SENTENCE = 500


def faults(job: Job, path: str, seconds: float = 5.0, megabytes: float = 700.0) -> list[str]:
    """What is wrong with the outcome of `hostile_reader.examine`; empty if nothing is."""
    if job.state is not JobState.DONE:
        return [job.error]
    found = job.result
    wrong = list(found["surprises"])
    for sentence in found["sentences"]:
        said = sentence.replace(path, "")
        wrong += [f"a secret was told: {secret}" for secret in SECRETS if secret in said]
        wrong += [sentence for crash in _CRASHES if crash in sentence]
        if not sentence.endswith(".") or len(said) > _LONGEST_SENTENCE or "Traceback" in said:
            wrong.append(f"this is no sentence: {said[:200]}")
    if not found["sentences"] and not found["shown"] and not found["objects"]:
        wrong.append("it was refused without a word")
    if found["seconds"] > seconds:
        wrong.append(f"it took {found['seconds']:.1f} s")
    if (job.peak_memory_mb or 0) > megabytes:
        wrong.append(f"it took {job.peak_memory_mb:.0f} MB")
    return wrong
