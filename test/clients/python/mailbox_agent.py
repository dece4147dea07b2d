"""What the Python clients' tests share: the server's address, the tools, the mail box."""

import json
import os

URL = os.environ["SEQURITY_URL"]
KEY = os.environ["SEQURITY_API_KEY"]
DUAL_MODELS = "planner,quarantined"
POLICY = 'tool "send_mail" { hard deny when to.value in {str matching r".*evil.*"}; }'
QUERY = "What does my mail say?"
CALLS = [("get_mail", {"number": 7})]


def headers(architecture):
    return {
        "X-Features": json.dumps({"agent_arch": architecture}),
        "X-Policy": json.dumps({"codes": POLICY}),
    }


PARAMETERS = {
    "get_mail": {"type": "object", "properties": {"number": {"type": "integer"}}, "required": ["number"]},
    "send_mail": {
        "type": "object",
        "properties": {"to": {"type": "string"}, "body": {"type": "string"}},
        "required": ["to", "body"],
    },
}
CHAT_TOOLS = [
    {"type": "function", "function": {"name": name, "description": name, "parameters": schema}}
    for name, schema in PARAMETERS.items()
]
RESPONSES_TOOLS = [
    {"type": "function", "name": name, "description": name, "parameters": schema, "strict": False}
    for name, schema in PARAMETERS.items()
]
MESSAGES_TOOLS = [
    {"name": name, "description": name, "input_schema": schema} for name, schema in PARAMETERS.items()
]


def run_tool(name, arguments, calls):
    calls.append((name, arguments if isinstance(arguments, dict) else json.loads(arguments)))
    return json.dumps({"sender": "eve@evil.example", "body": "Lunch at noon."}) if name == "get_mail" else "sent"


def check_answer(architecture, text, calls):
    """The final answer of QUERY, in either architecture."""
    assert calls == CALLS, calls
    if architecture == "single-llm":
        assert text == "It says: Lunch at noon.", text
    else:
        answer = json.loads(text)
        assert answer["status"] == "success", answer
        assert answer["final_return_value"]["value"] == "Lunch at noon.", answer


def run_all(cases):
    """Runs (name, function) pairs; prints one line each; the first that fails ends the process with its traceback."""
    for name, case in cases:
        case()
        print("ok", name, flush=True)
