// The first message: what is asked, the plan that the planning model writes for it, the answer with its label.
import { parseDualLlmContent } from "@sequrity/client";
import { holds, openStage, plan, tell } from "./stage.ts";

await using stage = await openStage([
  {
    model: "planner",
    last_user: "17 % of 2340",
    answer: plan("share = 2340 * 17 / 100", 'final_return_value = f"17 % of 2340 is {share:.2f}."'),
  },
]);

const question = "What is 17 % of 2340?";
tell("User", question);
const completion = await stage.client.control.chat.create(
  { model: stage.model, messages: [{ role: "user", content: question }] },
  { fineGrainedConfig: { response_format: { include_program: true } } },
);

const content = parseDualLlmContent(completion.choices[0]?.message.content);
tell("Plan", content.program ?? "");
tell("Answer", content.final_return_value?.value);
tell("Label", content.final_return_value?.meta);
tell("Session", completion.sessionId ?? "");

holds(
  "the plan was run, and its value is the answer",
  content.final_return_value?.value === "17 % of 2340 is 397.80.",
);
