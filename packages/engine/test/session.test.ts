import { expect, test } from "vitest";
import { contentOf, play } from "./agent.ts";
import { ScriptedProvider } from "./scripted-provider.ts";
import { program, request, resent, Stage, tool, toolResult, user } from "./stage.ts";

const one = program("final_return_value = 1");
const tools = [tool("look")];
const looking = program("final_return_value = look()");

function stage(...lines: string[]): Stage {
  return new Stage(new ScriptedProvider({ planner: lines }));
}
function firstCall(outcome: Awaited<ReturnType<Stage["turn"]>>): string {
  return outcome.kind === "tool_calls" ? (outcome.calls[0]?.id ?? "") : "";
}

test("a session is found by its header, and by the last tool result in the history", async () => {
  const scene = stage(looking, one);
  const first = await scene.turn(request([user("A")], { tools }));
  const second = await scene.turn(
    request([user("A"), resent(first), toolResult(firstCall(first), "x")], { tools }),
  );
  expect(second.sessionId).toBe(first.sessionId);
  const history = [user("A"), resent(first), toolResult(firstCall(first), "x"), resent(second), user("B")];
  expect((await scene.turn(request(history, { tools }))).sessionId).toBe(first.sessionId);
});

test("two sources that name different sessions are an error", async () => {
  const scene = stage(looking, looking);
  const first = await scene.turn(request([user("A")], { tools }));
  const other = await scene.turn(request([user("B")], { tools }));
  const messages = [user("A"), resent(first), toolResult(firstCall(first), "x")];
  await expect(scene.turn(request(messages, { tools, sessionId: other.sessionId }))).rejects.toMatchObject({
    code: "session_ambiguous",
    status: 400,
  });
});

test("under another key, expired or never there: the same answer", async () => {
  const scene = stage(one, one);
  const { sessionId, ...first } = await scene.turn(request([user("A")]));
  const next = [user("A"), resent({ sessionId, ...first }), user("B")];
  const wanted = { code: "session_not_found", message: "There is no such session." };
  await expect(scene.turn(request(next, { sessionId, keyId: "key-2" }))).rejects.toMatchObject(wanted);
  await expect(
    scene.turn(request(next, { sessionId: "22222222-2222-4222-8222-222222222222" })),
  ).rejects.toMatchObject(wanted);
  await expect(scene.turn(request(next, { sessionId: "nonsense" }))).rejects.toMatchObject(wanted);
  scene.clock += 8 * 24 * 60 * 60 * 1000;
  await expect(scene.turn(request(next, { sessionId }))).rejects.toMatchObject(wanted);
});

test("two requests at a time: the second is told to come again", async () => {
  const scene = new Stage(new ScriptedProvider({ planner: [one, { hangs: true }] }));
  const first = await scene.turn(request([user("A")]));
  const next = request([user("A"), resent(first), user("B")], { sessionId: first.sessionId });
  const abort = new AbortController();
  const working = scene.turn(next, undefined, abort.signal);
  await expect(scene.turn(next)).rejects.toMatchObject({ code: "session_busy", status: 409 });
  abort.abort();
  await expect(working).rejects.toMatchObject({ code: "aborted" });
});

test("an aborted turn leaves the session usable: the same request goes on, another begins anew", async () => {
  const scene = new Stage(
    new ScriptedProvider({ planner: [one, { hangs: true }, one, { hangs: true }, one] }),
  );
  const first = await scene.turn(request([user("A")]));
  const history = [user("A"), resent(first)];
  for (const [text, again] of [
    ["B", "B"],
    ["B", "C"],
  ] as const) {
    const messages = text === "B" && history.length > 2 ? history : history;
    const abort = new AbortController();
    const asked = [...messages, user(text)];
    const working = scene.turn(request(asked, { sessionId: first.sessionId }), undefined, abort.signal);
    await new Promise((resolve) => setImmediate(resolve));
    abort.abort();
    await expect(working).rejects.toMatchObject({ code: "aborted" });
    const next = [...messages, user(again)];
    const answer = await scene.turn(request(next, { sessionId: first.sessionId }));
    expect(answer.kind).toBe("final");
    history.push(user(again), resent(answer));
  }
});

const pins = [
  { name: "policies", headers: { policy: { codes: 'tool "x" { hard deny always; }' } } },
  { name: "presets", headers: { policy: { presets: { default_allow: false } } } },
  { name: "architecture", headers: { features: { agent_arch: "single-llm" as const } } },
  { name: "a tool's schema", headers: { tools: [tool("look", { at: { type: "string" } })] } },
];
test.each(pins)("$name of a session cannot change", async ({ headers }) => {
  const scene = stage(one, one);
  const first = await scene.turn(request([user("A")], { tools }));
  const next = [user("A"), resent(first), user("B")];
  await expect(
    scene.turn(request(next, { tools, ...headers, sessionId: first.sessionId })),
  ).rejects.toMatchObject({ code: "session_pinned", status: 400 });
});

test("what a request does not bring is the session's own", async () => {
  const scene = stage(one, program('send(to="x")'));
  const policy = { codes: 'tool "send" { hard deny always; }' };
  const first = await scene.turn(request([user("A")], { tools, policy }));
  const added = [...tools, tool("send", { to: { type: "string" } })];
  const next = request([user("A"), resent(first), user("B")], {
    tools: added,
    sessionId: first.sessionId,
    brought: { features: false, policy: false, config: false },
  });
  const second = await scene.turn(next);
  expect(contentOf(second)).toMatchObject({ error: { code: "policy_violation" } });
});

test("a turn is a user's request; after max_n_turns the session is over", async () => {
  const scene = stage(one, one);
  const config = { fsm: { max_n_turns: 1 } };
  const first = await scene.turn(request([user("A")], { config }));
  const next = request([user("A"), resent(first), user("B")], { config, sessionId: first.sessionId });
  await expect(scene.turn(next)).rejects.toMatchObject({ code: "session_ended" });
});

test("results with a new user message finish the turn unseen; the message begins the next", async () => {
  const provider = new ScriptedProvider({
    planner: [program("look()", "look()", "final_return_value = 1"), program("final_return_value = 2")],
  });
  const scene = new Stage(provider);
  const first = await scene.turn(request([user("A")], { tools }));
  const messages = [user("A"), resent(first), toolResult(firstCall(first), "x"), user("never mind")];
  const second = await scene.turn(request(messages, { tools }));
  expect(contentOf(second)).toMatchObject({ status: "success", final_return_value: { value: 2 } });
  const third = await scene.turn(request(messages, { tools }));
  expect(third).toEqual(second);
});

test("a mismatch that the config lets pass is said in the result", async () => {
  const scene = stage(one, one);
  const config = { fsm: { history_mismatch_policy: "restart_turn" as const } };
  const first = await scene.turn(request([user("A")], { config }));
  const next = request([user("changed"), resent(first), user("B")], { config, sessionId: first.sessionId });
  expect(contentOf(await scene.turn(next))).toMatchObject({ message_history_mismatch_detected: true });
});

test("session metadata outlives turns, and clear_session_meta forgets it", async () => {
  const policy = {
    codes: `tool "look" { session before { when "one" in @session.tags { @tags |= {"two"}; } }
      hard allow when "two" in @session.tags; session after { @tags |= {"three"}; } }
      tool r".*" { session before { @tags |= {"one"}; } }`,
  };
  for (const [clear, wanted] of [
    ["never", "success"],
    ["every_turn", "failure"],
  ] as const) {
    const scene = stage(looking, looking);
    const options = { tools, policy, config: { fsm: { clear_session_meta: clear } } };
    const first = await play(scene, request([user("A")], options), { look: () => "x" });
    expect(contentOf(first.outcome)).toMatchObject({ status: "failure" });
    const next = [...first.messages, user("B")];
    const second = await play(scene, request(next, { ...options, sessionId: first.outcome.sessionId }), {
      look: () => "x",
    });
    expect(contentOf(second.outcome)).toMatchObject({ status: wanted });
  }
});

test("S2: what an abandoned turn did to the session's metadata stays", async () => {
  const provider = new ScriptedProvider({
    planner: [one, looking, { hangs: true }, program("send(to='x')")],
  });
  const scene = new Stage(provider);
  const options = {
    tools: [...tools, tool("send", { to: { type: "string" } })],
    policy: {
      codes: `tool "look" { session before { @tags |= {"tried"}; } hard deny always; }
        tool "send" { hard deny when "tried" in @session.tags; }`,
    },
    config: { fsm: { retry_on_policy_violation: true, max_pllm_failed_steps: 2 } },
  };
  const first = await scene.turn(request([user("A")], options));
  const again = { ...options, sessionId: first.sessionId, config: { fsm: { max_pllm_failed_steps: 1 } } };
  const history = [user("A"), resent(first)];
  const abort = new AbortController();
  const working = scene.turn(
    request([...history, user("B")], { ...options, sessionId: first.sessionId }),
    undefined,
    abort.signal,
  );
  while (provider.requests.length < 3) await new Promise((resolve) => setImmediate(resolve));
  abort.abort();
  await expect(working).rejects.toMatchObject({ code: "aborted" });
  const other = await scene.turn(request([...history, user("C")], again));
  expect(contentOf(other)).toMatchObject({ error: { code: "policy_violation" } });
});
