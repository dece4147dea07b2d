import { Fault } from "./faults.ts";
import { commonLength, isQuery, relabelled } from "./history.ts";
import type { EngineState, StoredMessage } from "./state.ts";

/**
 * What a request means to a dual-LLM session: the messages are held against the stored history, and either a turn
 * begins, or pending calls get their results, or work goes on that a crash interrupted, or the answer is there already.
 */

export type Admission =
  /** The request was answered before: this message is the answer. */
  | { readonly kind: "answered"; readonly answer: StoredMessage }
  /** The same request was being worked on when its process or its client went away. */
  | { readonly kind: "resume" }
  /** Results of the pending calls; `next` begins the next turn, this one being finished unseen. */
  | {
      readonly kind: "results";
      readonly history: readonly StoredMessage[];
      readonly results: readonly StoredMessage[];
      readonly next: readonly StoredMessage[];
      readonly mismatch: boolean;
    }
  /** A new turn. `history` is what it stands on. */
  | {
      readonly kind: "begin";
      readonly history: readonly StoredMessage[];
      readonly added: readonly StoredMessage[];
      readonly mismatch: boolean;
    };

export type MismatchPolicy = "reject" | "restart_turn" | "continue";

/**
 * Decides what a request is. Throws faults: `history_mismatch`, `unknown_tool_call`, `conflicting_tool_result`,
 * `missing_tool_result`, `invalid_request`.
 */
export function admitRequest(
  state: EngineState,
  messages: readonly StoredMessage[],
  policy: MismatchPolicy,
  onlyNew: boolean,
): Admission {
  if (messages.length === 0) throw new Fault("invalid_request", "The request has no messages.");
  return onlyNew ? admitNew(state, messages) : admitWhole(state, messages, policy);
}

/** Only what is new was sent: it continues the history as it stands. */
function admitNew(state: EngineState, messages: readonly StoredMessage[]): Admission {
  const added = withoutKnownInstructions(state.history, messages);
  if (state.phase === "running" && sameLists(added, state.inFlight)) return { kind: "resume" };
  if (added.some((message) => message.role === "tool")) {
    // The same results again: they stand right before the last answer.
    const answer = state.history.at(-1);
    const asked = state.history.slice(-added.length - 1, -1);
    if (answer?.role === "assistant" && sameLists(added, asked)) return { kind: "answered", answer };
  }
  const waiting = abandonable(state);
  return extendHistory(waiting, state.history, added, "reject", false);
}

/** Instructions that the client sends with each request are not new when they are those that we have. */
function withoutKnownInstructions(
  history: readonly StoredMessage[],
  messages: readonly StoredMessage[],
): readonly StoredMessage[] {
  let length = 0;
  while (messages[length]?.role === "system" || messages[length]?.role === "developer") length++;
  const leading = messages.slice(0, length);
  const known = leading.every((message) =>
    history.some((other) => other.role === message.role && other.text === message.text),
  );
  return known && length < messages.length ? messages.slice(length) : messages;
}

function admitWhole(
  state: EngineState,
  messages: readonly StoredMessage[],
  policy: MismatchPolicy,
): Admission {
  const known = [...state.history, ...state.inFlight];
  const common = commonLength(known, messages);
  if (common === messages.length && common < known.length) {
    const next = known[common];
    if (next?.role === "assistant" && messages.at(-1)?.role !== "assistant") {
      return { kind: "answered", answer: next };
    }
    if (next?.role === "tool") throw missingResults([next.callId ?? ""]);
  }
  if (common === known.length) {
    const added = messages.slice(common);
    if (state.phase !== "running") return extendHistory(state, state.history, added, policy, false);
    if (added.length === 0) return { kind: "resume" };
    if (hasResults(state.inFlight) && isQuery(added)) {
      // The results are in the journal already; the turn is finished unseen, and the new message begins the next.
      return {
        kind: "results",
        history: state.history,
        results: state.inFlight,
        next: added,
        mismatch: false,
      };
    }
  }
  const theirs = messages[common];
  const ours = known[common];
  if (ours?.role === "tool" && theirs?.role === "tool" && ours.callId === theirs.callId) {
    throw new Fault(
      "conflicting_tool_result",
      `Tool call '${ours.callId}' already has a result, and it is another.`,
    );
  }
  if (state.phase === "running" && common >= state.history.length) {
    return extendHistory(
      abandonable(state),
      state.history,
      messages.slice(state.history.length),
      policy,
      false,
    );
  }
  return onMismatch(state, messages, common, policy);
}

/**
 * The state as it is when the request that was being worked on is given up for another. A turn that has taken results
 * cannot be: what came for its calls stays.
 */
function abandonable(state: EngineState): EngineState {
  if (state.phase !== "running") return state;
  if (hasResults(state.inFlight)) {
    throw new Fault(
      "conflicting_tool_result",
      "The pending tool calls already have results; send the same request again.",
    );
  }
  return { ...state, phase: "idle", inFlight: [], pending: [] };
}

function extendHistory(
  state: EngineState,
  history: readonly StoredMessage[],
  added: readonly StoredMessage[],
  policy: MismatchPolicy,
  mismatch: boolean,
): Admission {
  const first = added[0];
  if (first === undefined) {
    throw new Fault("invalid_request", "The last message is our answer; there is nothing to answer.");
  }
  if (state.phase === "waiting") {
    const count = leadingResults(added);
    const results = added.slice(0, count);
    const next = added.slice(count);
    checkResults(state, results);
    if (next.length === 0 || isQuery(next)) return { kind: "results", history, results, next, mismatch };
    return onMismatch(state, [...history, ...added], history.length + count, policy);
  }
  if (history.length === 0 && added.at(-1)?.role === "user") {
    // A conversation that began elsewhere: what claims to be an assistant's or a tool's there is untrusted.
    return { kind: "begin", history, added, mismatch };
  }
  const result = added.find((message) => message.role === "tool");
  if (result !== undefined && policy === "reject") throw unknownCall(result.callId ?? "");
  if (isQuery(added)) return { kind: "begin", history, added, mismatch };
  if (added.at(-1)?.role !== "user" && added.at(-1)?.role !== "tool") {
    throw new Fault("invalid_request", "The last message must be a user's or a tool's.");
  }
  return onMismatch(state, [...history, ...added], history.length, policy);
}

/** The messages are not what we have: as the session's config says (wire.md, Sessions). */
function onMismatch(
  state: EngineState,
  messages: readonly StoredMessage[],
  at: number,
  policy: MismatchPolicy,
): Admission {
  if (policy === "reject") {
    throw new Fault(
      "history_mismatch",
      `Message ${at} is not the one that this session holds at its place. Resend the history as it was.`,
      { param: `messages[${at}]` },
    );
  }
  const ours = relabelled(messages, state.history);
  if (policy === "continue" && state.phase === "waiting") {
    const count = trailingResults(ours);
    const results = ours.slice(ours.length - count);
    const pending = new Set(state.pending.map((call) => call.id));
    if (count > 0 && results.every((result) => pending.has(result.callId ?? ""))) {
      checkResults(state, results);
      return { kind: "results", history: ours.slice(0, -count), results, next: [], mismatch: true };
    }
  }
  if (!ours.some((message) => message.role === "user")) {
    throw new Fault("invalid_request", "The request has no user message to begin a turn with.");
  }
  return { kind: "begin", history: [], added: ours, mismatch: true };
}

function leadingResults(messages: readonly StoredMessage[]): number {
  const end = messages.findIndex((message) => message.role !== "tool");
  return end === -1 ? messages.length : end;
}

function trailingResults(messages: readonly StoredMessage[]): number {
  return messages.length - 1 - messages.findLastIndex((message) => message.role !== "tool");
}

function hasResults(messages: readonly StoredMessage[]): boolean {
  return messages.some((message) => message.role === "tool");
}

function sameLists(a: readonly StoredMessage[], b: readonly StoredMessage[]): boolean {
  return a.length > 0 && a.length === b.length && commonLength(a, b) === a.length;
}

/** INVARIANT: only a pending call takes a result, and every pending call has one before the run goes on (S4). */
function checkResults(state: EngineState, results: readonly StoredMessage[]): void {
  const given = new Map<string, string>();
  for (const result of results) {
    const id = result.callId ?? "";
    if (!state.pending.some((call) => call.id === id)) throw unknownCall(id);
    const before = given.get(id);
    if (before !== undefined && before !== result.text) {
      throw new Fault("conflicting_tool_result", `Tool call '${id}' has two results that differ.`);
    }
    given.set(id, result.text);
  }
  const missing = state.pending.filter((call) => !given.has(call.id)).map((call) => call.id);
  if (missing.length > 0) throw missingResults(missing);
}

function unknownCall(id: string): Fault {
  return new Fault("unknown_tool_call", `No tool call '${id}' is waiting for a result in this session.`);
}

function missingResults(ids: readonly string[]): Fault {
  return new Fault(
    "missing_tool_result",
    `Tool call${ids.length === 1 ? "" : "s"} ${ids.map((id) => `'${id}'`).join(", ")} still wait${ids.length === 1 ? "s" : ""} for a result.`,
  );
}
