// The OpenAI Agents SDK: agents, tools and handoffs as ever, their models asked through the orchestrator.
import { Agent, Runner, tool } from "@openai/agents";
import { SequrityModelProvider } from "@sequrity/client/agents";
import { z } from "zod";
import { holds, openStage, plan, tell } from "./stage.ts";

await using stage = await openStage([
  {
    model: "planner",
    when: "You book trips",
    last_user: "to Oslo",
    answer: plan(
      'weather = get_weather(city="Oslo")',
      'final_return_value = book_trip(city="Oslo", note=weather["sky"])',
    ),
  },
  { model: "planner", last_user: "to Oslo", answer: plan("final_return_value = transfer_to_travel()") },
]);

const booked: string[] = [];
const weather = tool({
  name: "get_weather",
  description: "The weather in a city.",
  parameters: z.object({ city: z.string() }),
  execute: () => JSON.stringify({ sky: "clear" }),
});
const book = tool({
  name: "book_trip",
  description: "Books a trip.",
  parameters: z.object({ city: z.string(), note: z.string() }),
  execute: ({ city, note }) => {
    booked.push(city);
    return `Booked ${city}, the sky is ${note}.`;
  },
});
const travel = new Agent({ name: "travel", instructions: "You book trips.", tools: [weather, book] });
const desk = new Agent({ name: "desk", instructions: "You find the right agent.", handoffs: [travel] });

const runner = (codes: string) =>
  new Runner({
    modelProvider: new SequrityModelProvider(stage.client, { model: stage.model, securityPolicy: { codes } }),
    tracingDisabled: true,
  });

tell("User", "A trip to Oslo, please.");
const result = await runner("").run(desk, "A trip to Oslo, please.");
tell(result.lastAgent?.name ?? "", result.finalOutput ?? "");

const codes = 'tool "book_trip" { hard deny when "__non_executable" in note.tags; }';
tell("\nPolicy", codes);
const denied = await runner(codes).run(desk, "A trip to Oslo, please.");
tell(denied.lastAgent?.name ?? "", denied.finalOutput ?? "");

holds("the desk handed over, the trip is booked", result.finalOutput === "Booked Oslo, the sky is clear.");
holds(
  "a note with a tool's words in it is denied",
  booked.length === 1 && /denied/.test(denied.finalOutput ?? ""),
);
