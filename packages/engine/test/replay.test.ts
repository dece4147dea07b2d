import { expect, test } from "vitest";
import { replaySession } from "../src/index.ts";
import { play } from "./agent.ts";
import { ScriptedProvider } from "./scripted-provider.ts";
import { program, request, Stage, tool, user } from "./stage.ts";

const tools = [tool("look")];
const looking = program("final_return_value = look()");

async function story(): Promise<{ readonly stage: Stage; readonly id: string; readonly text: string }> {
  const stage = new Stage(new ScriptedProvider({ planner: [program("1/0"), looking, looking] }));
  const first = await play(stage, request([user("A")], { tools }), { look: () => "x" });
  await stage.turn(request([...first.messages, user("B")], { tools }));
  return { stage, id: first.outcome.sessionId, text: first.outcome.text };
}
function replay(stage: Stage) {
  const [row] = stage.store.rows();
  if (row === undefined) throw new Error("There is no session.");
  return replaySession(row, (turn) => stage.store.journal(row.id, turn));
}

test("a stored session comes to the same over its journal, and asks nobody", async () => {
  const { stage, text } = await story();
  expect(await replay(stage)).toMatchObject([
    { turn: 0, end: "answered", text },
    { turn: 1, end: "waiting", calls: [expect.stringMatching(/^tc-/)] },
  ]);
});

test("a journal that was changed is found out", async () => {
  const { stage, id } = await story();
  stage.store.rewrite(id, (entry) =>
    entry.turn === 0 && entry.kind === "result_label" ? { ...entry, hash: "other" } : entry,
  );
  expect(await replay(stage)).toMatchObject([{ end: "diverged" }, { end: "waiting" }]);
});

test("a journal that ends in the middle is open", async () => {
  const { stage, id } = await story();
  const [row] = stage.store.rows();
  if (row === undefined) throw new Error("There is no session.");
  const turns = await replaySession(row, async (turn) =>
    (await stage.store.journal(id, turn)).slice(0, turn === 0 ? 2 : undefined),
  );
  expect(turns).toMatchObject([{ end: "open", entries: 2 }, { end: "waiting" }]);
});
