# A web server on the socket it inherits as file descriptor 3. When asked to end it takes no more
# connections, answers those it has, and ends.
import os
import signal
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Hello(BaseHTTPRequestHandler):
    def do_GET(self):
        text = f"hello from pid {os.getpid()}\n".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_request(self, *_):
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = False  # so that server_close waits for their answers

    def __init__(self, listener):
        super().__init__(listener.getsockname(), Hello, bind_and_activate=False)
        self.socket.close()
        self.socket = listener


def notify(state):
    """Tells the daemon, see sd_notify(3)."""
    address = os.environ.get("NOTIFY_SOCKET")
    if address:
        if address.startswith("@"):
            address = "\0" + address[1:]
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
            sender.sendto(state.encode(), address)


def end(*_):
    notify("STOPPING=1")
    threading.Thread(target=server.shutdown).start()


if os.environ.get("LISTEN_FDS") != "1":
    raise SystemExit("no socket was inherited: start this with its ecosystem.toml")
listener = socket.socket(fileno=3)
listener.setblocking(False)  # another instance may be quicker to accept
server = Server(listener)
signal.signal(signal.SIGTERM, end)
signal.signal(signal.SIGINT, end)
print(f"listening on {listener.getsockname()}", flush=True)
notify("READY=1")
server.serve_forever(poll_interval=0.05)
server.server_close()
print("ends", flush=True)
