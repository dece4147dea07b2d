# tool http_get {"status": 200, "body": "{\"users\": [{\"name\": \"ann\", \"age\": 31}, {\"name\": \"bob\", \"age\": null}]}"}
# tool http_get {"status": 404, "body": "not found"}
# tool http_get {"status": 200, "body": "<html>"}
# tool http_get {"error!": "timeout"}
import json
from urllib.parse import urlencode, urljoin

class ApiError(Exception):
    def __init__(self, status, message="request failed"):
        self.status = status
        super().__init__(message)
    def __str__(self):
        return f"[{self.status}] {self.args[0]}"

class Client:
    def __init__(self, base, *, retries=1):
        self.base = base
        self.retries = retries
        self._calls = 0
        self.history = []

    @property
    def calls(self):
        return self._calls

    def _url(self, path, **params):
        query = f"?{urlencode(sorted(params.items()))}" if params else ""
        return urljoin(self.base, path) + query

    def get(self, path, **params):
        url = self._url(path, **params)
        self._calls += 1
        response = http_get(url=url)
        self.history.append((self._calls, url, response.status))
        if response.status >= 400:
            raise ApiError(response.status, response.body)
        try:
            return json.loads(response["body"])
        except json.JSONDecodeError as error:
            raise ApiError(response.status, f"bad body at {error.pos}: {error.msg}") from error

    def __enter__(self):
        return self

    def __exit__(self, *info):
        print("closed after", self.calls, "calls")
        return False

with Client("https://api.x.org/v1/") as client:
    users = client.get("users", page=1, q="a b")["users"]
    print([(u["name"], u["age"] or "?") for u in users])
    for path in ("missing", "page", "slow"):
        try:
            client.get(path)
        except ApiError as error:
            print(error, error.status, repr(error))
        except Exception as error:
            print("other", error)
    print(client.history)
final_return_value = {"calls": client.calls, "users": len(users)}
