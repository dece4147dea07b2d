// De-identification: a patient's record leaves only after the tool that takes the person out of it.
import { runChatTools, tool } from "@sequrity/client/tools";
import { z } from "zod";
import { holds, openStage, plan, tell } from "../stage.ts";

await using stage = await openStage([
  {
    model: "planner",
    last_user: "as it is",
    answer: plan(
      "record = load_patient_record(patient=7)",
      'final_return_value = send_to_lab(data=record["blood"])',
    ),
  },
  {
    model: "planner",
    last_user: "without the name",
    answer: plan(
      "record = load_patient_record(patient=7)",
      "final_return_value = send_to_lab(data=de_identify_data(data=record))",
    ),
  },
]);

const received: unknown[] = [];
const tools = [
  tool({
    name: "load_patient_record",
    parameters: z.object({ patient: z.number() }),
    run: () => ({ name: "Erika Mustermann", blood: "A+" }),
  }),
  tool({
    name: "de_identify_data",
    parameters: z.object({ data: z.object({ blood: z.string() }) }),
    run: ({ data }) => ({ blood: data.blood }),
  }),
  tool({
    name: "send_to_lab",
    parameters: z.object({ data: z.unknown() }),
    run: ({ data }) => {
      received.push(data);
      return "received";
    },
  }),
];
const codes = `tool "load_patient_record" -> @tags |= {"pii"};
tool "de_identify_data" -> @tags -= {"pii"};
tool r"send_to_.*" {
  /// Take the person out of the record first.
  hard deny when "pii" in data.tags;
}`;
tell("Policy", codes);

for (const request of [
  "Send patient 7's blood type as it is.",
  "Send patient 7's record without the name.",
]) {
  tell("\nUser", request);
  const run = await runChatTools(
    stage.client.control.chat,
    { model: stage.model, messages: [{ role: "user", content: request }] },
    { tools, options: { securityPolicy: { codes } } },
  );
  tell("Outcome", run.kind === "denied" ? run.denial.rule?.doc : run.content.final_return_value?.value);
}

holds(
  "the lab received the record without the person alone",
  JSON.stringify(received) === '[{"blood":"A+"}]',
);
