#!/usr/bin/env python3
"""Takes Troupe's webhooks: refuses what is not signed with WEBHOOK_SECRET, prints the rest, one line per event.

  WEBHOOK_SECRET=... PORT=9000 python3 receiver.py

Needs Python 3.8 and nothing else.
"""

import base64
import hashlib
import hmac
import json
import os
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SECRET = os.environ["WEBHOOK_SECRET"]
OLDEST = 300  # seconds: an old request may be a recorded one that somebody sends again
LARGEST = 1024 * 1024

seen = {}


def key(secret):
    return base64.b64decode(secret[6:]) if secret.startswith("whsec_") else secret.encode()


def is_signed(headers, body):
    """Whether the request is from somebody who knows the secret, and fresh."""
    timestamp = headers.get("Webhook-Timestamp", "")
    if not timestamp.isdigit() or abs(time.time() - int(timestamp)) > OLDEST:
        return False
    signed = b".".join([headers.get("Webhook-Id", "").encode(), timestamp.encode(), body])
    expected = base64.b64encode(hmac.new(key(SECRET), signed, hashlib.sha256).digest()).decode()
    return any(
        hmac.compare_digest(signature.encode(), b"v1," + expected.encode())
        for signature in headers.get("Webhook-Signature", "").split(" ")
    )


def is_new(delivery):
    """Whether an event comes for the first time: it is sent again if the answer got lost."""
    now = time.time()
    for old in [one for one, at in seen.items() if now - at > 2 * 3600]:
        del seen[old]
    return seen.setdefault(delivery, now) == now


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        length = int(self.headers.get("Content-Length", 0))
        if length > LARGEST:
            return self.answer(413)
        body = self.rfile.read(length)
        if not is_signed(self.headers, body):
            return self.answer(401)
        event = json.loads(body)
        if is_new(event["id"]):
            print(event["host"], event.get("app", "-"), ",".join(event["topics"]), event["at"], flush=True)
        self.answer(204)

    def answer(self, status):
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT", "9000"))), Receiver)
    print("listening on", server.server_port, flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        sys.exit(0)
