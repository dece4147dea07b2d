// Vercel's AI SDK: steps, tools and objects, its models asked through the orchestrator.
import { createSequrity } from "@sequrity/client/vercel";
import { generateText, Output, stepCountIs, streamText, tool } from "ai";
import { z } from "zod";
import { holds, openStage, plan, tell } from "./stage.ts";

await using stage = await openStage([
  {
    model: "planner",
    last_user: "Convert",
    answer: plan('rate = get_rate(currency="NOK")', 'final_return_value = f"100 EUR are {100 * rate} NOK."'),
  },
  {
    model: "planner",
    last_user: "recipe",
    answer: plan('final_return_value = {"dish": "soup", "minutes": 20}'),
  },
]);

const sequrity = createSequrity(stage.client);
const tools = {
  get_rate: tool({
    description: "What a euro is worth.",
    inputSchema: z.object({ currency: z.string() }),
    execute: () => 11.5,
  }),
};

const request = {
  model: sequrity(stage.model),
  prompt: "Convert 100 EUR to NOK.",
  tools,
  stopWhen: stepCountIs(5),
};
tell("User", request.prompt);
const result = await generateText(request);
for (const { toolCalls } of result.steps)
  for (const call of toolCalls) tell("Call", [call.toolName, call.input]);
tell("Answer", result.text);

let streamed = "";
for await (const delta of streamText(request).textStream) streamed += delta;
tell("Streamed", streamed);

const recipe = await generateText({
  model: sequrity(stage.model),
  prompt: "Make up a recipe.",
  output: Output.object({ schema: z.object({ dish: z.string(), minutes: z.number() }) }),
});
tell("Object", recipe.output);

holds("the tool was called, its value is in the answer", result.text === "100 EUR are 1150.0 NOK.");
holds("the stream says the same", streamed === result.text);
holds("the object fits its schema", recipe.output.dish === "soup" && recipe.output.minutes === 20);
