// Tools with a policy: the plan calls them, each call is checked first, the loop runs those that are allowed.
import { runChatTools, tool } from "@sequrity/client/tools";
import { z } from "zod";
import { holds, openStage, plan, tell } from "./stage.ts";

await using stage = await openStage([
  {
    model: "planner",
    last_user: "200 EUR to Ada",
    answer: plan(
      'account = find_account(owner="Ada")',
      'receipt = transfer(to=account["iban"], amount=200)',
      "final_return_value = receipt",
    ),
  },
  {
    model: "planner",
    last_user: "9000 EUR to Ada",
    answer: plan(
      'transfer(to=find_account(owner="Ada")["iban"], amount=9000)',
      'final_return_value = "done"',
    ),
  },
]);

const transfers: number[] = [];
const tools = [
  tool({
    name: "find_account",
    parameters: z.object({ owner: z.string() }),
    run: ({ owner }) => ({ owner, iban: "DE02120300000000202051" }),
  }),
  tool({
    name: "transfer",
    parameters: z.object({ to: z.string(), amount: z.number() }),
    run: ({ amount }) => {
      transfers.push(amount);
      return `Sent ${amount} EUR.`;
    },
  }),
];
const codes = `tool "transfer" {
  /// At most 1000 EUR at once.
  hard deny when amount.value in {int 1001..};
}`;
tell("Policy", codes);

for (const request of ["Send 200 EUR to Ada.", "Send 9000 EUR to Ada."]) {
  tell("\nUser", request);
  const run = await runChatTools(
    stage.client.control.chat,
    { model: stage.model, messages: [{ role: "user", content: request }] },
    {
      tools,
      options: { securityPolicy: { codes } },
      onCall: (call) => tell("Call", [call.tool, call.arguments]),
    },
  );
  tell(
    "Outcome",
    run.kind === "denied" ? `denied: ${run.denial.rule?.doc}` : run.content.final_return_value?.value,
  );
}

holds("the small transfer was made, the big one was not", transfers.join() === "200");
