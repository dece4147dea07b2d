"""The Python package `openai`: chat completions and responses, whole and streamed, sync and async."""

import asyncio

import openai

from mailbox_agent import CHAT_TOOLS, DUAL_MODELS, KEY, QUERY, RESPONSES_TOOLS, URL, check_answer, headers, run_all, run_tool

BASE = f"{URL}/control/chat/openai/v1"
MODELS = {"single-llm": "single", "dual-llm": DUAL_MODELS}


def client(architecture, **more):
    settings = {"api_key": KEY, "base_url": BASE, "max_retries": 0, "default_headers": headers(architecture)}
    return openai.OpenAI(**{**settings, **more})


def chat(architecture, streamed):
    api = client(architecture)
    messages, calls = [{"role": "user", "content": QUERY}], []
    while True:
        body = {"model": MODELS[architecture], "messages": messages, "tools": CHAT_TOOLS}
        if streamed:
            with api.chat.completions.stream(**body) as stream:
                completion = stream.get_final_completion()
        else:
            completion = api.chat.completions.create(**body)
        message = completion.choices[0].message
        messages.append(message.model_dump(exclude_none=True))
        if not message.tool_calls:
            return check_answer(architecture, message.content, calls)
        for call in message.tool_calls:
            result = run_tool(call.function.name, call.function.arguments, calls)
            messages.append({"role": "tool", "tool_call_id": call.id, "content": result})


def responses(architecture, streamed):
    api = client(architecture)
    given, previous, calls = [{"role": "user", "content": QUERY}], openai.omit, []
    while True:
        body = {"model": MODELS[architecture], "input": given, "tools": RESPONSES_TOOLS, "previous_response_id": previous}
        if streamed:
            with api.responses.stream(**body) as stream:
                numbers = [event.sequence_number for event in stream]
                assert numbers == sorted(set(numbers)), numbers
                response = stream.get_final_response()
        else:
            response = api.responses.create(**body)
        previous = response.id
        given = [
            {"type": "function_call_output", "call_id": item.call_id, "output": run_tool(item.name, item.arguments, calls)}
            for item in response.output
            if item.type == "function_call"
        ]
        if not given:
            return check_answer(architecture, response.output_text, calls)


def asynchronous():
    async def ask():
        async with openai.AsyncOpenAI(api_key=KEY, base_url=BASE, default_headers=headers("single-llm")) as api:
            stream = await api.chat.completions.create(
                model="single", messages=[{"role": "user", "content": "And the second?"}], stream=True
            )
            return "".join([chunk.choices[0].delta.content or "" async for chunk in stream if chunk.choices])

    assert asyncio.run(ask()) == "the second turn"


def errors():
    def failing(error, architecture="single-llm", model="single", **more):
        try:
            client(architecture, **more).chat.completions.create(
                model=model, messages=[{"role": "user", "content": "Hello."}]
            )
        except error as caught:
            return caught
        raise AssertionError(f"{error} was expected")

    assert failing(openai.AuthenticationError, api_key="sk-seq-unknown").status_code == 401
    assert failing(openai.InternalServerError, model="broken").status_code == 502
    wrong = {"default_headers": {"X-Policy": '{"modus": 1}'}}
    assert failing(openai.UnprocessableEntityError, **wrong).status_code == 422


def models():
    assert "single" in [model.id for model in client("single-llm").models.list()]


if __name__ == "__main__":
    run_all(
        [
            (f"{ask.__name__} {architecture} {'streamed' if streamed else 'whole'}", lambda a=ask, b=architecture, c=streamed: a(b, c))
            for ask in (chat, responses)
            for architecture in MODELS
            for streamed in (False, True)
        ]
        + [("asynchronous", asynchronous), ("errors", errors), ("models", models)]
    )
