// LangGraph with routing: the graph becomes a plan; policies are checked before each node, router and reducer.
import { Annotation, END, START, StateGraph } from "@langchain/langgraph";
import { holds, openStage, tell } from "./stage.ts";

await using stage = await openStage([]); // No model is asked: the graph is the plan.

const Ticket = Annotation.Root({
  text: Annotation<string>,
  topic: Annotation<string>,
  reply: Annotation<string>,
  log: Annotation<string[]>({ reducer: (left, right) => left.concat(right), default: () => [] }),
});
const closed: string[] = [];
const graph = new StateGraph(Ticket)
  .addNode("classify", ({ text }) => ({
    topic: /money|refund/.test(text) ? "billing" : "other",
    log: ["classify"],
  }))
  .addNode("billing", ({ text }) => ({ reply: `We look into: ${text}`, log: ["billing"] }))
  .addNode("other", () => ({ reply: "Thank you for writing.", log: ["other"] }))
  .addNode("close", ({ reply }) => {
    closed.push(reply);
    return { log: ["close"] };
  })
  .addEdge(START, "classify")
  .addConditionalEdges("classify", ({ topic }) => topic, { billing: "billing", other: "other" })
  .addEdge("billing", "close")
  .addEdge("other", "close")
  .addEdge("close", END)
  .compile();

// Which keys each node may write: the plan is shorter, and the labels in strict and custom mode are finer.
const writes = {
  classify: ["topic", "log"],
  billing: ["reply", "log"],
  other: ["reply", "log"],
  close: ["log"],
};
const run = (text: string, codes: string, mode: "standard" | "strict" = "standard") =>
  stage.client.control.langgraph.run(
    graph,
    { text },
    { model: stage.model, writes, securityPolicy: { mode, codes } },
  );

const ticket = "I want my money back.";
const first = await run(ticket, "");
tell("Plan", first.program);
if (first.status === "success") tell("State", first.state);
const oracle = await graph.invoke({ text: ticket });

const denied = await run(
  ticket,
  'tool "billing" -> @tags |= {"draft"}; tool "close" { hard deny when "draft" in reply.tags; }',
);
if (denied.status === "failure") tell("\nDenied", denied.denial?.message);

const strict = await run(ticket, "", "strict");
if (strict.status === "failure") tell("Strict", strict.error.message);

holds("the state is what graph.invoke gives", first.status === "success" && same(first.state, oracle));
holds(
  "labels travel through the state: the draft may not be closed",
  denied.status === "failure" && closed.length === 2,
);
holds(
  "strict mode forbids to branch on a router",
  strict.status === "failure" && strict.error.code === "control_flow_violation",
);

function same(a: object, b: object): boolean {
  const sorted = (state: object) =>
    JSON.stringify(Object.entries(state).sort(([x], [y]) => (x < y ? -1 : 1)));
  return sorted(a) === sorted(b);
}
