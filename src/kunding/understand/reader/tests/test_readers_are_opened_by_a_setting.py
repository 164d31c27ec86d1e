"""One interface, three readers; the endpoint is a real server on this machine."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from kunding.understand.reader import Reader, open_reader
from kunding.understand.reader.endpoint import EndpointUnreachable
from kunding.understand.reader.opening import UnknownReader
from kunding.understand.reader.transformer import TransformerReader, TransformerUnavailable

heard: list[dict[str, object]] = []


class Oracle(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        heard.append({"key": self.headers.get("Authorization"), **asked})
        text = asked["messages"][1]["content"]
        said = "no idea" if "Rätsel" in text else '{"sentiment": "positive", "intent": "idea", "probability": 0.9}'
        body = json.dumps({"choices": [{"message": {"content": said}}]}).encode()
        self.send_response(200)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Oracle)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()
    server.server_close()
    thread.join()


def test_an_empty_setting_is_the_embedded_reader() -> None:
    assert isinstance(open_reader(""), Reader)


def test_an_endpoint_judges_and_never_sees_personal_data(address: str) -> None:
    heard.clear()
    reader = open_reader(address, key="secret", model="small")
    row = reader.read(["Mein Name ist Petra Schulz, das war furchtbar."]).rows()[0]
    assert (row["sentiment"], row["intent"]) == ("positive", "idea")
    assert row["sentiment_probability"] == pytest.approx(0.9)
    assert heard[0]["key"] == "Bearer secret"
    assert heard[0]["model"] == "small"
    assert "Schulz" not in json.dumps(heard[0])


def test_an_answer_that_is_no_reading_leaves_the_embedded_one(address: str) -> None:
    text = "Rätsel: Das war furchtbar schlecht."
    assert open_reader(address).read([text]).rows() == Reader.shipped().read([text]).rows()


def test_a_dead_endpoint_says_so() -> None:
    with pytest.raises(EndpointUnreachable, match="does not answer"):
        open_reader("http://127.0.0.1:9/v1").read(["Hallo"])


def test_a_folder_needs_the_package_or_a_model(tmp_path: Path) -> None:
    with pytest.raises(TransformerUnavailable):
        open_reader(str(tmp_path))


def test_a_setting_that_is_neither_is_explained() -> None:
    with pytest.raises(UnknownReader, match="neither a folder"):
        open_reader("no-such-thing")


def test_stars_and_words_of_models_are_understood() -> None:
    reader = TransformerReader(lambda texts: [[{"label": "5 stars", "score": 0.7}, {"label": "1 star", "score": 0.3}]
                                              for _ in texts], "stars")  # fmt: skip
    readings = reader.read(["Das war furchtbar."])
    assert readings.sentiment == ["positive"]
    assert readings.sentiment_probability[0] == pytest.approx(0.7)
