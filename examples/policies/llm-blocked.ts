// No model may read it: a value tagged __llm_blocked never reaches the quarantined model, unless the preset is off.
import { runChatTools, tool } from "@sequrity/client/tools";
import { z } from "zod";
import { holds, openStage, plan, tell } from "../stage.ts";

await using stage = await openStage([
  {
    model: "planner",
    last_user: "diary",
    answer: plan(
      "diary = read_diary()",
      'final_return_value = parse_with_ai("What was the day like?\\n\\n" + diary, output_schema=str)',
    ),
  },
  { model: "quarantine", when: "rained", answer: '{"value": "Wet, but happy."}' },
]);

const tools = [tool({ name: "read_diary", parameters: z.object({}), run: () => "It rained. We danced." })];
const codes = 'tool "read_diary" -> @tags |= {"__llm_blocked"};';
tell("Policy", codes);

const outcomes: unknown[] = [];
for (const enabled of [true, false]) {
  tell("\nUser", `What does my diary say?  (enable_llm_blocked_tag: ${enabled})`);
  const run = await runChatTools(
    stage.client.control.chat,
    { model: stage.model, messages: [{ role: "user", content: "What does my diary say?" }] },
    { tools, options: { securityPolicy: { codes, presets: { enable_llm_blocked_tag: enabled } } } },
  );
  outcomes.push(run.kind);
  tell("Outcome", run.kind === "denied" ? run.denial.message : run.content.final_return_value?.value);
}

holds("the model read the diary only where the preset was off", outcomes.join() === "denied,answered");
