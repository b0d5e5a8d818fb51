"""`lotrinh serve` in a process of its own: it answers, stops cleanly, starts again at once, and says what is wrong."""

from __future__ import annotations

import http.client
import signal
import socket
from pathlib import Path

import pytest

from tests.factories.example import Site, empty_site
from tests.factories.serving import Serving, free_port, serving


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return empty_site(tmp_path_factory.mktemp("serve") / "site")


def answer(server: Serving, path: str) -> http.client.HTTPResponse:
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    line.request("GET", path)
    return line.getresponse()


def test_it_answers_stops_and_starts_again(site: Site) -> None:
    with serving(site) as first:
        page = answer(first, "/dang-nhap/")
        text = page.read().decode()
        assert page.status == 200 and "Đăng nhập" in text
        assert "DỮ LIỆU MẪU" not in text and "vai trò" not in text, "no example outside example mode"
        first.process.send_signal(signal.SIGTERM)
        assert first.process.wait(20) == 0
    assert [line[:5] for line in first.told() if line.startswith("[")] == [
        "[1/4]",
        "[2/4]",
        "[3/4]",
        "[4/4]",
    ]
    assert any("/thiet-lap/?ma=" in line for line in first.told()), "no account yet: where to begin"
    with serving(site) as second:
        assert any("Bảng dữ liệu đã đúng phiên bản" in line for line in second.told())
        assert any("Giao diện đã sẵn" in line for line in second.told())
        page = answer(second, "/dang-nhap/")
        assert page.status == 200 and "Server" not in page.headers
        style = answer(second, "/static/ui/tokens.css")
        assert style.status == 200 and style.read()


def test_the_second_start_is_quick(example_copy: Site) -> None:
    with serving(example_copy, "--example"):
        pass
    with serving(example_copy, "--example") as server:
        page = answer(server, "/dang-nhap/")
        assert page.status == 200 and "DỮ LIỆU MẪU" in page.read().decode()
    assert any("Tỉnh ví dụ đã có sẵn" in line for line in server.told())
    assert server.cpu_seconds < 5, "processor time, so that a busy machine changes nothing"


def test_a_port_in_use_is_said_in_words(site: Site) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = site.run("serve", "--port", str(port))
    assert done.returncode == 1
    assert f"Không mở được cổng {port}" in done.stderr and "PORT=8001" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_that_cannot_be_written_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "tep").write_text("không phải thư mục", encoding="utf-8")
    done = Site(tmp_path / "tep" / "var").run("serve", "--port", str(free_port()))
    assert done.returncode == 2
    assert "thư mục dữ liệu" in done.stderr and "Traceback" not in done.stderr


def test_it_does_not_stand_open_without_https(site: Site) -> None:
    open_door = site.run("serve", "--host", "0.0.0.0", "--port", str(free_port()))  # noqa: S104
    assert open_door.returncode == 2 and "khi chưa có HTTPS" in open_door.stderr
    named = site.run("doctor", LOTRINH_HOSTS="127.0.0.1,lotrinh.tinhmau.example")
    assert named.returncode != 0 and "LOTRINH_HOSTS có tên ngoài máy này" in named.stderr
    with serving(site) as server:
        assert any("cookie không đánh dấu Secure" in line for line in server.told())
