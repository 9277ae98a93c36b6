"""Fetching from a server of one's own: whole, resumed, broken, lying, wrong."""

from __future__ import annotations

import hashlib
import http.server
import threading
from pathlib import Path

import pytest

from medviewer.core.errors import Cancelled, PluginError
from medviewer.installer import fetch as fetching
from medviewer.installer.fetch import fetch

CONTENT = bytes(range(256)) * 4096
RIGHT = hashlib.sha256(CONTENT).hexdigest()


class Server(http.server.ThreadingHTTPServer):
    """A server whose manners are set by a test."""

    daemon_threads = True
    content = CONTENT
    break_after = 0  # bytes of an answer, 0: never
    etag = '"one"'
    ranges = True
    length = True
    redirect = ""
    status = 0

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked = []

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}/models/lung.mvpack"

    def handle_error(self, request, client_address):
        """A connection that was broken on purpose is no news."""


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        server = self.server
        asked = self.headers.get("Range"), self.headers.get("If-Range")
        server.asked.append(asked)
        if server.redirect:
            self._head(302, [("Location", server.redirect), ("Content-Length", "0")])
            return
        if server.status:
            self._head(server.status, [("Content-Length", "0")])
            return
        start = 0
        if asked[0] and server.ranges and asked[1] == server.etag:
            start = int(asked[0].removeprefix("bytes=").rstrip("-"))
        body = server.content[start:]
        headers = [("ETag", server.etag)] if server.etag else []
        if server.length:
            headers.append(("Content-Length", str(len(body))))
        else:
            headers.append(("Connection", "close"))
            self.close_connection = True
        if start:
            whole = len(server.content)
            headers.append(("Content-Range", f"bytes {start}-{whole - 1}/{whole}"))
        self._head(206 if start else 200, headers)
        if server.break_after and len(body) > server.break_after:
            self.wfile.write(body[: server.break_after])
            self.close_connection = True
            return
        self.wfile.write(body)

    def _head(self, status, headers):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_):
        """Says nothing."""


@pytest.fixture
def server():
    made = Server()
    thread = threading.Thread(target=made.serve_forever, args=(0.01,))
    thread.start()
    yield made
    made.shutdown()
    thread.join()
    made.server_close()


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("no_proxy", "*")
    return tmp_path


def quiet(fraction, message=""):
    assert 0.0 <= fraction <= 1.0


def left(folder):
    return sorted(path.name for path in folder.iterdir())


def test_whole_file_arrives(server, here):
    path = fetch(server.url, RIGHT.upper(), report=quiet)
    assert Path(path).read_bytes() == CONTENT
    assert left(here) == ["lung.mvpack"]


def test_connection_that_breaks_again_and_again_is_resumed(server, here):
    server.break_after = 300_000
    fetch(server.url, RIGHT, report=quiet)
    assert (here / "lung.mvpack").read_bytes() == CONTENT
    assert server.asked[0] == (None, None)
    assert server.asked[1] == ("bytes=300000-", '"one"')
    assert len(server.asked) == 4


def test_part_is_kept_when_stopped_and_used_the_next_time(server, here):
    def stop(fraction, message=""):
        if fraction > 0.4:
            raise Cancelled

    with pytest.raises(Cancelled):
        fetch(server.url, RIGHT, report=stop)
    assert left(here) == ["lung.mvpack.part", "lung.mvpack.part.json"]
    kept = (here / "lung.mvpack.part").stat().st_size
    assert kept > 0
    fetch(server.url, RIGHT, report=quiet)
    assert server.asked[-1] == (f"bytes={kept}-", '"one"')
    assert left(here) == ["lung.mvpack"]


def test_file_that_changed_meanwhile_begins_anew(server, here):
    server.break_after = 300_000
    server.content, server.etag = CONTENT[::-1], '"old"'

    def change(fraction, message=""):
        if fraction > 0.25:
            server.content, server.etag, server.break_after = CONTENT, '"new"', 0

    fetch(server.url, RIGHT, report=change)
    assert (here / "lung.mvpack").read_bytes() == CONTENT


def test_server_that_knows_no_parts_sends_all_again(server, here):
    (here / "lung.mvpack.part").write_bytes(CONTENT[:1000])
    (here / "lung.mvpack.part.json").write_text(f'{{"url": "{server.url}", "validator": "\\"one\\""}}')
    server.ranges = False
    fetch(server.url, RIGHT, report=quiet)
    assert server.asked == [("bytes=1000-", '"one"')]
    assert (here / "lung.mvpack").read_bytes() == CONTENT


def test_part_of_another_address_is_not_used(server, here):
    (here / "lung.mvpack.part").write_bytes(b"evil" * 100)
    (here / "lung.mvpack.part.json").write_text('{"url": "http://elsewhere/", "validator": "x"}')
    fetch(server.url, RIGHT, report=quiet)
    assert server.asked == [(None, None)]


def test_length_that_is_not_told_is_no_obstacle(server, here):
    server.length = False
    fetch(server.url, RIGHT, report=quiet)
    assert (here / "lung.mvpack").read_bytes() == CONTENT


def test_wrong_hash_leaves_nothing(server, here):
    with pytest.raises(PluginError, match=f"its SHA-256 is {RIGHT}"):
        fetch(server.url, "0" * 64, report=quiet)
    assert left(here) == []


def test_connection_that_always_breaks_is_given_up(server, here):
    server.etag = ""  # nothing can be resumed
    server.break_after = 1000
    with pytest.raises(PluginError, match="broke"):
        fetch(server.url, RIGHT, report=quiet)
    assert not (here / "lung.mvpack").exists()


def test_server_that_sends_nothing_is_given_up(server, here):
    server.break_after = 300_000

    def stall(fraction, message=""):
        if fraction > 0.25:
            server.status = 503

    with pytest.raises(PluginError, match="the server says 503"):
        fetch(server.url, RIGHT, report=stall)
    assert "lung.mvpack.part" in left(here)


def test_nobody_at_the_other_end_is_one_sentence(server, here):
    server.server_close()
    with pytest.raises(PluginError, match="broke"):
        fetch(server.url, RIGHT, report=quiet)
    assert left(here) == []


def test_file_larger_than_allowed_is_refused(server, here):
    for server.length in (True, False):
        with pytest.raises(PluginError, match="larger than 1000 bytes"):
            fetch(server.url, RIGHT, "", 1000, report=quiet)
        assert not (here / "lung.mvpack").exists()


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://x/y", "data:,x", "lung.mvpack", "https://", "javascript:alert(1)"]
)
def test_only_the_web_is_asked(url):
    with pytest.raises(PluginError, match="https:// or http://"):
        fetch(url, RIGHT, report=quiet)


@pytest.mark.parametrize("to", ["file:///etc/passwd", "ftp://127.0.0.1/x"])
def test_redirect_to_elsewhere_is_not_followed(server, here, to):
    server.redirect = to
    with pytest.raises(PluginError, match="unsafe address"):
        fetch(server.url, RIGHT, report=quiet)
    assert left(here) == []


def test_missing_file_is_one_sentence(server, here):
    server.status = 404
    with pytest.raises(PluginError, match="the server says 404"):
        fetch(server.url, RIGHT, report=quiet)
    assert left(here) == []


@pytest.mark.parametrize("sha256", ["", "abc", "g" * 64, "0" * 63])
def test_hash_is_demanded(server, sha256):
    with pytest.raises(PluginError, match="64 hexadecimal digits"):
        fetch(server.url, sha256, report=quiet)
    assert server.asked == []


def test_old_file_is_never_overwritten(server, here):
    (here / "lung.mvpack").write_text("mine")
    with pytest.raises(PluginError, match="is there already"):
        fetch(server.url, RIGHT, report=quiet)
    assert (here / "lung.mvpack").read_text() == "mine"


def test_name_from_the_address_cannot_lead_elsewhere(server):
    url = server.url.rpartition("/")[0]
    for name in ("", "..", "%2e%2e%2fevil", ".profile"):
        with pytest.raises(PluginError, match="plain file name"):
            fetch(f"{url}/{name}", RIGHT, report=quiet)


def test_nothing_calls_it_by_itself():
    """Only the command line's own word fetches anything."""
    package = Path(fetching.__file__).parent.parent
    users = [p.name for p in package.rglob("*.py") if "installer.fetch" in p.read_text(encoding="utf-8")]
    assert users == ["models_fetch.py"]
