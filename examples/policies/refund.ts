// Refund: three times the agent is told no; at the fourth attempt of the session the refund may be made.
import { runChatTools, tool } from "@sequrity/client/tools";
import type { ChatCompletionMessageParam } from "openai/resources/chat/completions";
import { z } from "zod";
import { holds, openStage, plan, tell } from "../stage.ts";

await using stage = await openStage([
  {
    model: "planner",
    last_user: "refund",
    answer: plan("issue_refund(order=4711)", 'final_return_value = "Refunded order 4711."'),
  },
]);

const refunded: number[] = [];
const tools = [
  tool({
    name: "issue_refund",
    parameters: z.object({ order: z.number() }),
    run: ({ order }) => {
      refunded.push(order);
      return "ok";
    },
  }),
];
const codes = `tool "issue_refund" {
  session before { when "attempt3" in @tags { @tags |= {"final_attempt"}; } }
  session before { when "attempt2" in @tags { @tags |= {"attempt3"}; } }
  session before { when "attempt1" in @tags { @tags |= {"attempt2"}; } }
  session before { @tags |= {"attempt1"}; }
  hard allow when "final_attempt" in @session.tags;
}`;
tell("Policy", codes);

const outcomes: string[] = [];
let messages: readonly ChatCompletionMessageParam[] = [];
for (const request of ["I want a refund.", "A refund, please!", "Give me my refund.", "I insist: refund!"]) {
  tell("\nUser", request);
  const run = await runChatTools(
    stage.client.control.chat,
    { model: stage.model, messages: [...messages, { role: "user", content: request }] },
    { tools, options: { securityPolicy: { codes } } },
  );
  messages = run.history;
  outcomes.push(run.kind);
  tell("Outcome", run.kind === "denied" ? "denied" : run.content.final_return_value?.value);
}

holds("turns 1 to 3 are denied, turn 4 is not", outcomes.join() === "denied,denied,denied,answered");
holds("one refund was made", refunded.join() === "4711");
