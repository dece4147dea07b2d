"""The Python package `anthropic`."""

import anthropic

from mailbox_agent import DUAL_MODELS, KEY, MESSAGES_TOOLS, QUERY, URL, check_answer, headers, run_all, run_tool

MODELS = {"single-llm": "single", "dual-llm": DUAL_MODELS}


def client(architecture, **more):
    settings = {"api_key": KEY, "base_url": f"{URL}/control/chat/anthropic", "max_retries": 0}
    return anthropic.Anthropic(**{**settings, "default_headers": headers(architecture), **more})


def messages(architecture, streamed):
    api = client(architecture)
    history, calls = [{"role": "user", "content": QUERY}], []
    while True:
        body = {"model": MODELS[architecture], "max_tokens": 256, "messages": history, "tools": MESSAGES_TOOLS}
        if streamed:
            with api.messages.stream(**body) as stream:
                message = stream.get_final_message()
        else:
            message = api.messages.create(**body)
        history.append({"role": "assistant", "content": message.content})
        results = [
            {"type": "tool_result", "tool_use_id": block.id, "content": run_tool(block.name, block.input, calls)}
            for block in message.content
            if block.type == "tool_use"
        ]
        if not results:
            text = "".join(block.text for block in message.content if block.type == "text")
            return check_answer(architecture, text, calls)
        history.append({"role": "user", "content": results})


def errors():
    def failing(error, model="single", **more):
        try:
            client("single-llm", **more).messages.create(
                model=model, max_tokens=8, messages=[{"role": "user", "content": "Hello."}]
            )
        except error as caught:
            return caught
        raise AssertionError(f"{error} was expected")

    assert failing(anthropic.AuthenticationError, api_key="sk-seq-unknown").status_code == 401
    assert failing(anthropic.InternalServerError, model="broken").status_code == 502
    assert failing(anthropic.UnprocessableEntityError, default_headers={"X-Policy": '{"modus": 1}'}).status_code == 422


if __name__ == "__main__":
    run_all(
        [
            (f"messages {architecture} {'streamed' if streamed else 'whole'}", lambda a=architecture, s=streamed: messages(a, s))
            for architecture in MODELS
            for streamed in (False, True)
        ]
        + [("errors", errors)]
    )
