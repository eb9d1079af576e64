"""Some other server, as far as a command can see."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Answers(ThreadingHTTPServer):
    """A server on this machine that answers everything alike."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.status, self.body = 200, b"{}"
        self.url = f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        answers = self.server
        assert isinstance(answers, Answers)
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.send_response(answers.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answers.body)))
        self.end_headers()
        self.wfile.write(answers.body)

    do_POST = do_GET  # noqa: N815  the server's own naming

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002  the server's own naming
        """Nothing: the tests' output is for the tests."""
