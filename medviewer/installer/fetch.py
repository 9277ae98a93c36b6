"""Downloading one file from an address that somebody gave, with the hash that it must have.

Nothing in the program calls this by itself. Resumed where it broke off; what is not wholly there and right
never gets its final name.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from medviewer.api.model import Report
from medviewer.core.errors import PluginError
from medviewer.packs.hashes import file_sha256
from medviewer.packs.pack_path import is_folder_name

MOST_BYTES = 24 << 30
_CHUNK = 1 << 18
_TIMEOUT_S = 30.0
_HASH = re.compile(r"[0-9a-fA-F]{64}")
_ATTEMPTS = 5
_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+|\*)")
_UNSAFE = "The server of {} sends one on to an unsafe address, which is not followed."
_LOST = (OSError, http.client.HTTPException)


@dataclass
class _Part:
    """What is there already of a file: ``NAME.part``, and in ``NAME.part.json`` what it is a part of."""

    path: Path
    url: str
    validator: str = ""

    @property
    def facts(self) -> Path:
        return self.path.with_name(self.path.name + ".json")

    def size(self) -> int:
        """Bytes that may be kept: 0 if they are of another address or their kind is unknown."""
        try:
            facts = json.loads(self.facts.read_text(encoding="utf-8"))
            if facts["url"] != self.url or not facts["validator"]:
                return 0
            self.validator = str(facts["validator"])
            return self.path.stat().st_size
        except (OSError, ValueError, KeyError, TypeError):
            return 0

    def remember(self, validator: str) -> None:
        """Keeps what the server says that tells this content from any later one."""
        self.validator = validator
        self.facts.write_text(json.dumps({"url": self.url, "validator": validator}), encoding="utf-8")

    def remove(self) -> None:
        """Both files go."""
        self.path.unlink(missing_ok=True)
        self.facts.unlink(missing_ok=True)


def fetch(url: str, sha256: str, target: str = "", most_bytes: int = MOST_BYTES, *, report: Report) -> str:
    """Downloads a file and checks its hash; gives its path.

    Parameters
    ----------
    url
        ``https://`` or ``http://`` (the hash vouches for the content); redirects must be so too.
    sha256
        64 hexadecimal digits.
    target
        The file to make; by default the address's last part in the current folder.
    most_bytes
        More are not taken, whatever the server says.

    Raises
    ------
    PluginError
        With one sentence. After a broken connection the part that is there stays and is used next time;
        after a wrong hash nothing stays.
    """
    if urlsplit(url).scheme not in ("https", "http") or not urlsplit(url).hostname:
        raise PluginError(f"{url} is not an address that begins with https:// or http://.")
    if not _HASH.fullmatch(sha256):
        raise PluginError(
            "The SHA-256 must be 64 hexadecimal digits; ask for it where the address came from."
        )
    path = _target(url, target)
    part = _Part(path.with_name(path.name + ".part"), url)
    try:
        _download(part, most_bytes, report)
        report(1.0, "Checking the hash")
        _keep_if_right(part, sha256.lower(), path)
    except OSError as error:
        raise PluginError(f"{path} cannot be written ({error.strerror or error}).") from error
    return str(path)


def _keep_if_right(part: _Part, sha256: str, path: Path) -> None:
    with part.path.open("rb") as file:
        os.fsync(file.fileno())
    found = file_sha256(part.path)
    if found != sha256:
        part.remove()
        raise PluginError(
            f"What {urlsplit(part.url).hostname} sent is not what was asked for: its SHA-256 is {found}. "
            "It was removed."
        )
    part.path.replace(path)
    part.remove()


def _target(url: str, target: str) -> Path:
    name = unquote(urlsplit(url).path.rpartition("/")[2])
    if not target and not is_folder_name(name):
        raise PluginError("The address does not end in a plain file name; give one with -o.")
    path = Path(target or name).absolute()
    if path.exists():
        raise PluginError(f"{path} is there already; choose another name with -o, or remove it.")
    if not path.parent.is_dir():
        raise PluginError(f"{path} cannot be written: its folder does not exist; make it first.")
    return path


def _download(part: _Part, most_bytes: int, report: Report) -> None:
    """Asks again where the connection broke, as long as each attempt brings something."""
    failures = 0
    while True:
        before = part.size()
        reason: BaseException | None = None
        try:
            whole = _one_attempt(part, most_bytes, report)
        except urllib.error.HTTPError as error:
            error.close()
            if error.code == 416 and before:
                part.remove()
                continue
            if error.code < http.HTTPStatus.BAD_REQUEST:
                raise PluginError(_UNSAFE.format(part.url)) from error
            raise PluginError(f"{part.url} cannot be fetched: the server says {error.code}.") from error
        except _LOST as error:
            whole, reason = -1, error
        size = part.path.stat().st_size if part.path.exists() else 0
        if reason is None and (whole < 0 or size == whole):
            return
        failures = 0 if size > before else failures + 1
        if failures >= _ATTEMPTS or not part.validator:
            raise _broken(part, size, reason)


def _broken(part: _Part, size: int, reason: BaseException | None) -> PluginError:
    kept = f"{size} bytes are kept, and the same command goes on from there" if part.size() else "try again"
    why = getattr(reason, "reason", None) or reason or "it ended too early"
    return PluginError(f"The connection to {urlsplit(part.url).hostname} broke ({why}); {kept}.")


def _one_attempt(part: _Part, most_bytes: int, report: Report) -> int:
    """Adds what comes to the part; gives the whole size that the server names, -1 if it names none."""
    start = part.size()
    request = urllib.request.Request(part.url, headers={"User-Agent": "medviewer"})  # noqa: S310 - checked
    if start:
        request.add_header("Range", f"bytes={start}-")
        request.add_header("If-Range", part.validator)
    with _opener().open(request, timeout=_TIMEOUT_S) as answer:
        start, whole = _begin(answer, start)
        if max(whole, start) > most_bytes:
            raise PluginError(f"{part.url} is larger than {most_bytes} bytes, so it is not fetched.")
        part.remember(_validator(answer.headers))
        with part.path.open("r+b" if start else "wb") as file:
            file.seek(start)
            file.truncate()
            for block in _blocks(answer):
                start += len(block)
                if start > most_bytes:
                    raise PluginError(f"{part.url} is larger than {most_bytes} bytes, so it is not fetched.")
                file.write(block)
                report(start / whole if whole > 0 else 0.0, f"Fetched {start / 1e6:.0f} MB")
    return whole


def _begin(answer: Any, wanted: int) -> tuple[int, int]:
    """Where the bytes that come begin, and how long the whole is (-1 if that is not said)."""
    found = _RANGE.fullmatch(answer.headers.get("Content-Range", ""))
    if answer.status == http.HTTPStatus.PARTIAL_CONTENT and found and int(found[1]) == wanted:
        return wanted, -1 if found[2] == "*" else int(found[2])
    if answer.status == http.HTTPStatus.OK:
        length = answer.headers.get("Content-Length", "")
        return 0, int(length) if length.isdecimal() else -1
    raise PluginError(
        "The server sends another part than was asked for; remove the .part file and try again."
    )


def _blocks(answer: Any) -> Iterator[bytes]:
    while block := answer.read(_CHUNK):
        yield block


def _validator(headers: Any) -> str:
    """A strong ETag or the time of the last change; without either nothing can be resumed."""
    tag = headers.get("ETag", "")
    return str(tag if tag and not tag.startswith("W/") else headers.get("Last-Modified", ""))


class _SafeRedirects(urllib.request.HTTPRedirectHandler):
    """Follows to https and http only, and from https never to http."""

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        old, new = urlsplit(req.full_url).scheme, urlsplit(newurl).scheme
        if new not in ("https", "http") or (old == "https" and new == "http"):
            raise PluginError(_UNSAFE.format(req.full_url))
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener() -> urllib.request.OpenerDirector:
    """Without the handlers for files, FTP and data that urllib brings."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        _SafeRedirects(),
    ):
        opener.add_handler(handler)
    return opener
