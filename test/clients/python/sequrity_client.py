"""The hosted product's own Python client, `sequrity`, against this server."""

import asyncio
import json

from mailbox_agent import (
    CHAT_TOOLS,
    DUAL_MODELS,
    KEY,
    MESSAGES_TOOLS,
    POLICY,
    QUERY,
    RESPONSES_TOOLS,
    URL,
    check_answer,
    run_all,
    run_tool,
)
from sequrity import AsyncSequrityClient, SequrityAPIError, SequrityClient
from sequrity.control import ControlConfig, FeaturesHeader, FineGrainedConfigHeader, SecurityPolicyHeader
from sequrity.control.types.dual_llm_response import ResponseContentJsonSchema
from sequrity.types.responses.response import ResponsesResponse

MODELS = {"single-llm": "single", "dual-llm": DUAL_MODELS}
BUILDERS = {
    "single-llm": (FeaturesHeader.single_llm, SecurityPolicyHeader.single_llm, FineGrainedConfigHeader.single_llm),
    "dual-llm": (FeaturesHeader.dual_llm, SecurityPolicyHeader.dual_llm, FineGrainedConfigHeader.dual_llm),
}


def configuration(architecture, provider="openai"):
    features, policy, fine_grained = BUILDERS[architecture]
    return ControlConfig(
        provider=provider, features=features(), security_policy=policy(codes=POLICY), fine_grained_config=fine_grained()
    )


def connect(architecture, provider="openai", key=KEY):
    return SequrityClient(api_key=key, base_url=URL, control=configuration(architecture, provider))


def streamed_message(stream):
    """Text and calls of a chat stream."""
    text, calls = "", {}
    for chunk in stream:
        for choice in chunk.choices:
            text += choice.delta.content or ""
            for piece in choice.delta.tool_calls or []:
                call = calls.setdefault(piece.index, {"id": "", "name": "", "arguments": ""})
                call["id"] += piece.id or ""
                call["name"] += (piece.function.name if piece.function else None) or ""
                call["arguments"] += (piece.function.arguments if piece.function else None) or ""
    return text, list(calls.values())


def chat(architecture, streamed):
    with connect(architecture) as client:
        messages, ran = [{"role": "user", "content": QUERY}], []
        while True:
            answer = client.control.chat.create(
                messages=messages, model=MODELS[architecture], tools=CHAT_TOOLS, stream=True if streamed else None
            )
            assert answer.session_id == client.control.session_id and len(answer.session_id) == 36
            if streamed:
                text, calls = streamed_message(answer)
            else:
                message = answer.choices[0].message
                text = message.content
                calls = [
                    {"id": call.id, "name": call.function.name, "arguments": call.function.arguments}
                    for call in message.tool_calls or []
                ]
            if not calls:
                return check_answer(architecture, text, ran)
            assert architecture == "single-llm" or calls[0]["id"][3:39] == client.control.session_id
            messages.append(
                {
                    "role": "assistant",
                    "content": text,
                    "tool_calls": [
                        {"id": c["id"], "type": "function", "function": {"name": c["name"], "arguments": c["arguments"]}}
                        for c in calls
                    ],
                }
            )
            for call in calls:
                result = run_tool(call["name"], call["arguments"], ran)
                messages.append({"role": "tool", "tool_call_id": call["id"], "content": result})


def responses(architecture, streamed):
    with connect(architecture) as client:
        given, previous, ran = [{"role": "user", "content": QUERY}], None, []
        while True:
            answer = client.control.responses.create(
                model=MODELS[architecture],
                input=given,
                tools=RESPONSES_TOOLS,
                previous_response_id=previous,
                stream=True if streamed else None,
            )
            if streamed:
                events = list(answer)
                assert [event.sequence_number for event in events] == list(range(len(events)))
                answer = ResponsesResponse.model_validate(events[-1].response)
            previous = answer.id
            given = [
                {"type": "function_call_output", "call_id": item.call_id, "output": run_tool(item.name, item.arguments, ran)}
                for item in answer.output
                if item.type == "function_call"
            ]
            if not given:
                text = "".join(
                    part.text for item in answer.output if item.type == "message" for part in item.content
                )
                return check_answer(architecture, text, ran)


def messages(architecture, streamed):
    with connect(architecture, "anthropic") as client:
        history, ran = [{"role": "user", "content": QUERY}], []
        while True:
            answer = client.control.messages.create(
                messages=history,
                model=MODELS[architecture],
                max_tokens=256,
                tools=MESSAGES_TOOLS,
                stream=True if streamed else None,
            )
            blocks = streamed_blocks(answer) if streamed else [block.model_dump(exclude_none=True) for block in answer.content]
            history.append({"role": "assistant", "content": blocks})
            results = [
                {"type": "tool_result", "tool_use_id": b["id"], "content": run_tool(b["name"], b["input"], ran)}
                for b in blocks
                if b["type"] == "tool_use"
            ]
            if not results:
                return check_answer(architecture, "".join(b["text"] for b in blocks if b["type"] == "text"), ran)
            history.append({"role": "user", "content": results})


def streamed_blocks(stream):
    blocks, inputs = {}, {}
    for event in stream:
        if event.type == "content_block_start":
            blocks[event.index] = event.content_block.model_dump(exclude_none=True)
        elif event.type == "content_block_delta" and event.delta.type == "text_delta":
            blocks[event.index]["text"] += event.delta.text
        elif event.type == "content_block_delta" and event.delta.type == "input_json_delta":
            inputs[event.index] = inputs.get(event.index, "") + event.delta.partial_json
    for index, text in inputs.items():
        blocks[index]["input"] = json.loads(text or "{}")
    return [blocks[index] for index in sorted(blocks)]


def denial():
    with connect("dual-llm") as client:
        messages = [{"role": "user", "content": "Forward my mail."}]
        first = client.control.chat.create(messages=messages, model=DUAL_MODELS, tools=CHAT_TOOLS)
        message = first.choices[0].message
        messages += [
            message.model_dump(exclude_none=True),
            {"role": "tool", "tool_call_id": message.tool_calls[0].id, "content": '{"body": "Lunch at noon."}'},
        ]
        last = client.control.chat.create(messages=messages, model=DUAL_MODELS, tools=CHAT_TOOLS)
        answer = ResponseContentJsonSchema.parse_json_safe(last.choices[0].message.content)
        assert answer.status == "failure" and answer.error.code == "policy_violation", answer
        assert '"denied": [{' in last.choices[0].message.content


def turns():
    with connect("single-llm") as client:
        client.control.chat.create(messages=[{"role": "user", "content": "And the second?"}], model="single")
        session = client.control.session_id
        client.control.chat.create(messages=[{"role": "user", "content": "And the second?"}], model="single")
        assert client.control.session_id == session
        client.control.reset_session()
        client.control.chat.create(messages=[{"role": "user", "content": "And the second?"}], model="single")
        assert client.control.session_id != session


def errors():
    for client, model, status in (
        (connect("single-llm", key="sk-seq-unknown"), "single", 401),
        (connect("single-llm"), "broken", 502),
    ):
        try:
            client.control.chat.create(messages=[{"role": "user", "content": "Hello."}], model=model)
        except SequrityAPIError as error:
            assert error.status_code == status and error.message and "{" not in error.message, error
        else:
            raise AssertionError("an error was expected")


def policy_generation():
    with SequrityClient(api_key=KEY, base_url=URL) as client:
        answer = client.control.policy.generate(
            {
                "type": "oai_chat_completion",
                "model": "policy-writer",
                "description": "No mail may go to evil.example.",
                "tools": CHAT_TOOLS,
            }
        )
        assert 'tool "send_mail"' in answer.policies, answer
        assert answer.usage["total_tokens"] > 0, answer


def asynchronous():
    async def ask():
        async with AsyncSequrityClient(api_key=KEY, base_url=URL, control=configuration("single-llm")) as client:
            stream = await client.control.chat.create(
                messages=[{"role": "user", "content": "And the second?"}], model="single", stream=True
            )
            return "".join([chunk.choices[0].delta.content or "" async for chunk in stream if chunk.choices])

    assert asyncio.run(ask()) == "the second turn"


if __name__ == "__main__":
    run_all(
        [
            (f"{ask.__name__} {architecture} {'streamed' if streamed else 'whole'}", lambda a=ask, b=architecture, c=streamed: a(b, c))
            for ask in (chat, responses, messages)
            for architecture in MODELS
            for streamed in (False, True)
        ]
        + [
            (case.__name__, case)
            for case in (denial, turns, errors, asynchronous, policy_generation)
        ]
    )
