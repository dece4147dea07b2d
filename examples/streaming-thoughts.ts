// Streaming: the plan comes as thoughts while it is made, then the answer.
import { holds, openStage, plan, tell } from "./stage.ts";

const lines = [
  'answer = parse_with_ai("Name the capital of France.", output_schema=str)',
  'final_return_value = f"It is {answer}."',
];
await using stage = await openStage([
  { model: "planner", last_user: "capital of France", answer: plan(...lines) },
  { model: "quarantine", when: "capital of France", answer: '{"value": "Paris"}' },
]);

tell("User", "What is the capital of France?");
const stream = await stage.client.control.chat.create(
  {
    model: stage.model,
    messages: [{ role: "user", content: "What is the capital of France?" }],
    stream: true,
  },
  {
    fineGrainedConfig: {
      response_format: { stream_thoughts: true, strip_response_content: true },
    },
  },
);

const order: string[] = [];
let thoughts = "";
let answer = "";
for await (const { choices } of stream) {
  for (const { delta } of choices) {
    // `reasoning_content` is no field of OpenAI's own types.
    const thought = "reasoning_content" in delta ? String(delta.reasoning_content ?? "") : "";
    thoughts += thought;
    answer += delta.content ?? "";
    if (thought !== "") order.push("thought");
    if (delta.content) order.push("answer");
  }
}
tell("Thoughts", thoughts);
tell("Answer", answer);
tell("Session", stream.sessionId ?? "");

holds(
  "the plan came as thoughts",
  lines.every((line) => thoughts.includes(line)),
);
holds(
  "the answer came after them",
  answer === "It is Paris." && order.at(0) === "thought" && order.at(-1) === "answer",
);
