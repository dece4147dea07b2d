// Provenance: a summary may be written only from both verified sources, whatever the plan does in between.
import { runChatTools, tool } from "@sequrity/client/tools";
import { z } from "zod";
import { holds, openStage, plan, tell } from "../stage.ts";

await using stage = await openStage([
  {
    model: "planner",
    last_user: "from both",
    answer: plan(
      "earnings = get_quarterly_earning_report()",
      "marketing = get_marketing_analysis()",
      'final_return_value = generate_business_summary(facts=f"{earnings}; {marketing}")',
    ),
  },
  {
    model: "planner",
    last_user: "from the web",
    answer: plan(
      "earnings = get_quarterly_earning_report()",
      'rumour = search_web(query="marketing")',
      'final_return_value = generate_business_summary(facts=f"{earnings}; {rumour}")',
    ),
  },
]);

const nothing = z.object({});
const tools = [
  tool({ name: "get_quarterly_earning_report", parameters: nothing, run: () => "profit 3.1m" }),
  tool({ name: "get_marketing_analysis", parameters: nothing, run: () => "reach +12 %" }),
  tool({ name: "search_web", parameters: z.object({ query: z.string() }), run: () => "reach +900 %!!!" }),
  tool({
    name: "generate_business_summary",
    parameters: z.object({ facts: z.string() }),
    run: ({ facts }) => `Summary: ${facts}`,
  }),
];
const codes = `tool "get_quarterly_earning_report" -> @producers |= {"verified_financial_data"};
tool "get_marketing_analysis" -> @producers |= {"verified_marketing_data"};
tool "generate_business_summary" {
  hard allow when @args.producers superset of {"verified_financial_data", "verified_marketing_data"};
}`;
tell("Policy", codes);

const outcomes: string[] = [];
for (const request of ["Summarise the quarter from both reports.", "Summarise the quarter from the web."]) {
  tell("\nUser", request);
  const run = await runChatTools(
    stage.client.control.chat,
    { model: stage.model, messages: [{ role: "user", content: request }] },
    { tools, options: { securityPolicy: { codes } } },
  );
  outcomes.push(run.kind);
  tell("Outcome", run.kind === "denied" ? run.denial.message : run.content.final_return_value?.value);
}

holds(
  "the summary of both reports is written, that of the web is not",
  outcomes.join() === "answered,denied",
);
