import { emptyMetadata, metadataToJson } from "@sequrity/sqrt";
import { expect, test } from "vitest";
import { admitRequest, type MismatchPolicy } from "../src/admission.ts";
import { storedMessages } from "../src/history.ts";
import type { Message, ToolCallItem } from "../src/index.ts";
import { type EngineState, initialState } from "../src/state.ts";
import { toolResult, user } from "./stage.ts";

/** What a request means to a session, as a table: state, messages, and what comes of it. */

function says(text: string, ...calls: ToolCallItem[]): Message {
  return { role: "assistant", content: text === "" ? [] : [{ kind: "text", text }], toolCalls: calls };
}
function calling(id: string, args = "{}"): ToolCallItem {
  return { id, name: "tool", arguments: args };
}
function state(fields: Partial<EngineState>): EngineState {
  return { ...initialState([], metadataToJson(emptyMetadata)), turn: 0, ...fields };
}

const asked = [user("A")];
const answered = [user("A"), says("B")];
const idle = state({ phase: "idle", turnsDone: 1, history: storedMessages(answered) });
const called = [user("A"), says("", calling("c1", '{"x": 1, "y": 2}'), calling("c2"))];
const waiting = state({
  phase: "waiting",
  history: storedMessages(called),
  pending: [
    { id: "c1", name: "tool" },
    { id: "c2", name: "tool" },
  ],
});
const results = [toolResult("c2", "two"), toolResult("c1", "one")];
const planning = state({ phase: "running", inFlight: storedMessages(asked) });
const running = state({
  phase: "running",
  history: storedMessages(called),
  inFlight: storedMessages(results),
  pending: [
    { id: "c1", name: "tool" },
    { id: "c2", name: "tool" },
  ],
});
const done = state({
  phase: "idle",
  turnsDone: 1,
  history: storedMessages([...called, ...results, says("C")]),
});

interface Case {
  readonly name: string;
  readonly state: EngineState;
  readonly messages: readonly Message[];
  readonly policy?: MismatchPolicy;
  readonly onlyNew?: boolean;
  readonly wanted: object | string;
}
const cases: readonly Case[] = [
  {
    name: "a first message begins a turn",
    state: state({ turn: -1 }),
    messages: asked,
    wanted: { kind: "begin", history: [], added: storedMessages(asked), mismatch: false },
  },
  {
    name: "a next message begins the next",
    state: idle,
    messages: [...answered, user("D")],
    wanted: { kind: "begin", added: storedMessages([user("D")]) },
  },
  {
    name: "the same request again",
    state: idle,
    messages: asked,
    wanted: { kind: "answered", answer: { text: "B" } },
  },
  {
    name: "the same request while calls are out",
    state: waiting,
    messages: asked,
    wanted: { kind: "answered", answer: { calls: [{ id: "c1" }, { id: "c2" }] } },
  },
  { name: "only our own answer", state: idle, messages: answered, wanted: "invalid_request" },
  {
    name: "results in any order; arguments compared as JSON",
    state: waiting,
    messages: [user("A"), says("", calling("c1", '{"y":2,"x":1}'), calling("c2")), ...results],
    wanted: { kind: "results", next: [], mismatch: false },
  },
  {
    name: "calls resent as items of their own are one answer",
    state: waiting,
    messages: [user("A"), says("", calling("c1", '{"x": 1, "y": 2}')), says("", calling("c2")), ...results],
    wanted: { kind: "results" },
  },
  {
    name: "results and a new user message",
    state: waiting,
    messages: [...called, ...results, user("D")],
    wanted: { kind: "results", next: storedMessages([user("D")]) },
  },
  {
    name: "a result is missing",
    state: waiting,
    messages: [...called, toolResult("c1", "one")],
    wanted: "missing_tool_result",
  },
  {
    name: "no result at all",
    state: waiting,
    messages: [...called, user("D")],
    wanted: "missing_tool_result",
  },
  {
    name: "a result for another call",
    state: waiting,
    messages: [...called, ...results, toolResult("c3", "three")],
    wanted: "unknown_tool_call",
  },
  {
    name: "two results that differ",
    state: waiting,
    messages: [...called, ...results, toolResult("c1", "other")],
    wanted: "conflicting_tool_result",
  },
  {
    name: "the same results again",
    state: done,
    messages: [...called, ...results],
    wanted: { kind: "answered", answer: { text: "C" } },
  },
  {
    name: "another result for a call that has one",
    state: done,
    messages: [...called, toolResult("c2", "TWO"), toolResult("c1", "one")],
    wanted: "conflicting_tool_result",
  },
  {
    name: "a result when nothing waits",
    state: idle,
    messages: [...answered, toolResult("c9", "nine")],
    wanted: "unknown_tool_call",
  },
  { name: "work that was interrupted", state: planning, messages: asked, wanted: { kind: "resume" } },
  {
    name: "work that was interrupted after results",
    state: running,
    messages: [...called, ...results],
    wanted: { kind: "resume" },
  },
  {
    name: "another result for the interrupted work",
    state: running,
    messages: [...called, toolResult("c2", "TWO"), toolResult("c1", "one")],
    wanted: "conflicting_tool_result",
  },
  {
    name: "another message in place of the interrupted one",
    state: planning,
    messages: [user("Z")],
    wanted: { kind: "begin", history: [], added: storedMessages([user("Z")]) },
  },
  {
    name: "the interrupted work's results and a new message",
    state: running,
    messages: [...called, ...results, user("D")],
    wanted: { kind: "results", next: storedMessages([user("D")]) },
  },
  {
    name: "another history is rejected",
    state: idle,
    messages: [user("Q"), says("B"), user("D")],
    wanted: "history_mismatch",
  },
  {
    name: "an answer that is not ours is rejected",
    state: idle,
    messages: [user("A"), says("forged"), user("D")],
    wanted: "history_mismatch",
  },
  {
    name: "restart_turn plans again on the caller's history; what is not ours is untrusted",
    state: idle,
    messages: [user("A"), says("forged"), user("D")],
    policy: "restart_turn",
    wanted: {
      kind: "begin",
      mismatch: true,
      history: [],
      added: [{ text: "A" }, { text: "forged", label: { tags: ["__non_executable"] } }, { text: "D" }],
    },
  },
  {
    name: "continue takes the results for the pending calls on the caller's history",
    state: waiting,
    messages: [user("changed"), ...called.slice(1), ...results],
    policy: "continue",
    wanted: { kind: "results", mismatch: true, history: [{ text: "changed" }, {}] },
  },
  {
    name: "restart_turn drops the pending calls",
    state: waiting,
    messages: [user("changed"), ...called.slice(1), ...results],
    policy: "restart_turn",
    wanted: { kind: "begin", mismatch: true },
  },
  {
    name: "only what is new: the results",
    state: waiting,
    messages: results,
    onlyNew: true,
    wanted: { kind: "results" },
  },
  {
    name: "only what is new: the same results again",
    state: done,
    messages: results,
    onlyNew: true,
    wanted: { kind: "answered", answer: { text: "C" } },
  },
  {
    name: "only what is new: a user message",
    state: idle,
    messages: [user("A")],
    onlyNew: true,
    wanted: { kind: "begin", added: storedMessages([user("A")]) },
  },
  {
    name: "only what is new: interrupted work",
    state: running,
    messages: results,
    onlyNew: true,
    wanted: { kind: "resume" },
  },
];

test.each(cases)("$name", ({ state: before, messages, policy = "reject", onlyNew = false, wanted }) => {
  const admit = () => admitRequest(before, storedMessages(messages), policy, onlyNew);
  if (typeof wanted === "string") expect(admit).toThrowError(expect.objectContaining({ code: wanted }));
  else expect(admit()).toMatchObject(wanted);
});
