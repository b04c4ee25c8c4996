"""
A user in front of a browser: logs in, waits for his server and runs a cell.

    test-user.py ADDRESS NAME PASSWORD KERNEL CODE    prints what comes out of it; ends with 2 if there is no login
"""

import json
import sys
import time
import uuid

import requests
import websocket

AUTHORITY = "/var/run/secrets/trust/ca.crt"
address, name, password, kernel, code = sys.argv[1:]
http = requests.Session()
http.verify = AUTHORITY


def xsrf(path: str) -> str:
    """The mark of a page against forms of other pages; hub and server have one each."""
    return max((cookie for cookie in http.cookies if cookie.name == "_xsrf" and path.startswith(cookie.path)), key=lambda cookie: len(cookie.path)).value


http.get(f"{address}/hub/login").raise_for_status()
answer = http.post(f"{address}/hub/login", data={"username": name, "password": password, "_xsrf": xsrf("/hub/")}, headers={"Referer": f"{address}/hub/login"})
if not any(cookie.name == "jupyterhub-session-id" for cookie in http.cookies) or answer.status_code == 403:
    sys.exit(2)
http.get(f"{address}/hub/spawn/{name}")
home = f"{address}/user/{name}"
end = time.monotonic() + 300
while True:
    answer = http.get(f"{home}/lab")
    if answer.status_code == 200 and answer.url.startswith(f"{home}/lab"):
        break
    if time.monotonic() > end:
        sys.exit(f"no server: {answer.status_code} {answer.url}")
    time.sleep(1)

answer = http.post(f"{home}/api/kernels", json={"name": kernel}, headers={"X-XSRFToken": xsrf(f"/user/{name}/")})
assert answer.status_code == 201, answer.text
number = answer.json()["id"]
cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in http.cookies if f"/user/{name}/".startswith(cookie.path))
line = websocket.create_connection(
    f"{home.replace('https', 'wss')}/api/kernels/{number}/channels", cookie=cookies, sslopt={"ca_certs": AUTHORITY}, timeout=200
)
asked = uuid.uuid4().hex
header = {"msg_id": asked, "session": uuid.uuid4().hex, "username": name, "msg_type": "execute_request", "version": "5.3"}
content = {"code": code, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False, "stop_on_error": True}
line.send(json.dumps({"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell"}))
while True:
    message = json.loads(line.recv())
    if message["parent_header"].get("msg_id") != asked:
        continue
    match message["msg_type"]:
        case "stream":
            print(message["content"]["text"], end="")
        case "display_data" | "execute_result":
            print(message["content"]["data"].get("text/plain", ""))
        case "error":
            print("\n".join(message["content"]["traceback"]))
        case "execute_reply":
            break
http.delete(f"{home}/api/kernels/{number}", headers={"X-XSRFToken": xsrf(f"/user/{name}/")})
