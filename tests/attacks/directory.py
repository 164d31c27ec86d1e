"""A small OpenID Connect server on the loopback that signs real tokens, and does wrong what a test asks of it."""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "kunding", "a secret of the client that is long enough to sign with HS256"


def new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


KEY = new_key()


@dataclass
class Directory:
    """What the server says next."""

    url: str = ""
    key: rsa.RSAPrivateKey = field(default_factory=lambda: KEY)
    claims: dict[str, Any] = field(default_factory=dict)  # over the true ones; None leaves one out
    sign: Any = None  # claims → token, where the test signs itself
    codes: dict[str, dict[str, str]] = field(default_factory=dict)  # code → nonce and challenge

    def token(self, nonce: str) -> str:
        """Return the identity token that the test wants."""
        true = {"iss": self.url, "aud": CLIENT, "sub": "7", "nonce": nonce}
        times = {"iat": int(time.time()), "exp": int(time.time()) + 300}
        said = {**true, **times, "email_verified": True, **self.claims}
        claims = {name: value for name, value in said.items() if value is not None}
        return str(self.sign(claims)) if self.sign else self.signed(claims)

    def signed(self, claims: dict[str, Any], *, key: Any = None, **header: Any) -> str:
        """Sign with the directory's key, or with another."""
        return jwt.encode(claims, key or self.key, algorithm="RS256", headers={"kid": "one", **header})

    def keys(self) -> dict[str, Any]:
        """Return the public keys."""
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [{**public, "kid": "one", "use": "sig", "alg": "RS256"}]}

    def answer(self, path: str, form: dict[str, list[str]]) -> dict[str, Any]:
        """Answer one request of the program that wants to know who somebody is."""
        if path == "/.well-known/openid-configuration":
            places = {name: f"{self.url}/{name}" for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")}
            return {"issuer": self.url, **places, "userinfo_endpoint": f"{self.url}/me"}
        if path == "/jwks_uri":
            return self.keys()
        if path == "/token_endpoint":
            asked = self.codes.pop(form["code"][0])
            digest = hashlib.sha256(form["code_verifier"][0].encode()).digest()
            assert base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == asked["challenge"]
            assert form["client_secret"] == [SECRET]
            return {"access_token": "x", "token_type": "Bearer", "id_token": self.token(asked["nonce"])}
        return {}

    def agree(self, address: str) -> dict[str, str]:
        """Let somebody log in at the directory: the address they were sent to → what they bring back."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        code = f"code-{len(self.codes)}-{asked['state']}"
        self.codes[code] = {"nonce": asked["nonce"], "challenge": asked["code_challenge"]}
        return {"code": code, "state": asked["state"]}


@contextmanager
def running() -> Iterator[Directory]:
    """Run a directory on a free port."""
    directory = Directory()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._say(directory.answer(urlsplit(self.path).path, {}))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._say(directory.answer(self.path, parse_qs(body)))

        def _say(self, said: dict[str, Any]) -> None:
            body = json.dumps(said).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    directory.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield directory
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
