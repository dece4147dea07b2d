import { joinMetadata, type MetadataJson, metadataOf, metadataToJson } from "@sequrity/sqrt";
import { type ContentPart, type JsonValue, type Message, type ToolCallItem, textOf } from "./conversation.ts";
import { Fault } from "./faults.ts";
import { canonicalJson, isJsonList, isJsonObject, readJson } from "./json.ts";
import type { StoredMessage } from "./state.ts";

/** The conversation of a session, and how a request's messages are held against it. */

/** Nothing known against it: the caller's own words (system, developer, user). */
export const trustedLabel: MetadataJson = { producers: [], consumers: ["*"], tags: [] };
/**
 * INVARIANT: what claims to come from an assistant or a tool, and is not an answer that we stored, has this label: the
 * planner never sees it (security.md, P1).
 */
export const foreignLabel: MetadataJson = { producers: [], consumers: ["*"], tags: ["__non_executable"] };

/** A message of a request in the form that is stored, with the label that a message from outside gets. */
export function storedMessage(message: Message): StoredMessage {
  switch (message.role) {
    case "assistant":
      return {
        role: "assistant",
        text: textOf(message.content),
        ...(message.toolCalls.length > 0 && { calls: message.toolCalls.map((call) => ({ ...call })) }),
        label: foreignLabel,
      };
    case "tool":
      return {
        role: "tool",
        text: textOf(message.content),
        callId: message.callId,
        ...(message.isError === true && { isError: true }),
        label: foreignLabel,
      };
    default: {
      const attachments = message.content.flatMap((part) =>
        part.kind === "opaque" && part.media !== undefined ? [{ ...part.media, part: part.part }] : [],
      );
      return {
        role: message.role,
        text: textOf(message.content),
        ...(attachments.length > 0 && { attachments }),
        label: trustedLabel,
      };
    }
  }
}

/**
 * A request's messages in stored form. Assistant items that stand side by side are one message: some APIs carry each
 * call of an answer as an item of its own.
 */
export function storedMessages(messages: readonly Message[]): StoredMessage[] {
  const stored: StoredMessage[] = [];
  // The calls of the assistant's message that is being put together.
  let calls: ToolCallItem[] = [];
  for (const message of messages) {
    const next = storedMessage(message);
    const last = stored.at(-1);
    if (next.role === "assistant" && last?.role === "assistant") {
      calls.push(...(next.calls ?? []));
      stored[stored.length - 1] = {
        ...last,
        text: last.text + next.text,
        ...(calls.length > 0 && { calls }),
      };
    } else {
      calls = [...(next.calls ?? [])];
      stored.push(calls.length > 0 ? { ...next, calls } : next);
    }
  }
  return stored;
}

/** Refuses content that is not text, by name; what a user attaches is taken, where it is known what it is. */
export function refuseOpaqueContent(messages: readonly Message[]): void {
  for (const [index, message] of messages.entries()) {
    const part = message.content.find(
      (part: ContentPart) => part.kind === "opaque" && !(message.role === "user" && part.media !== undefined),
    );
    if (part?.kind === "opaque") {
      const where = message.role === "user" ? "" : ` in a message of role '${message.role}'`;
      throw new Fault(
        "unsupported",
        `Content of type '${part.type}' is not taken in dual-llm${where}; send text.`,
        {
          param: `messages[${index}].content`,
        },
      );
    }
  }
}

/**
 * Whether arguments are the same as JSON. Clients in JavaScript parse arguments and write them again: an integer beyond
 * 2^53 comes back as the double nearest to it, which is the same.
 */
function sameArguments(a: string, b: string): boolean {
  if (a === b) return true;
  const left = readJson(a);
  const right = readJson(b);
  return (
    left !== undefined &&
    right !== undefined &&
    canonicalJson(rounded(left)) === canonicalJson(rounded(right))
  );
}

/** A value with its integers as doubles hold them. */
function rounded(value: JsonValue): JsonValue {
  if (typeof value === "bigint") return Number(value);
  if (isJsonList(value)) return value.map(rounded);
  if (isJsonObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, rounded(part)]));
  }
  return value;
}

/** Whether two messages are the same: role, text, call ids, names and arguments as JSON; nothing else counts (wire.md). */
export function sameMessage(a: StoredMessage, b: StoredMessage): boolean {
  if (a.role !== b.role || a.text !== b.text || a.callId !== b.callId) return false;
  const left = a.calls ?? [];
  const right = b.calls ?? [];
  return (
    left.length === right.length &&
    left.every((call, index) => {
      const other = right[index];
      return (
        other !== undefined &&
        call.id === other.id &&
        call.name === other.name &&
        sameArguments(call.arguments, other.arguments)
      );
    })
  );
}

/** How many messages from the start are the same in both. */
export function commonLength(a: readonly StoredMessage[], b: readonly StoredMessage[]): number {
  let length = 0;
  for (; length < a.length && length < b.length; length++) {
    const left = a[length];
    const right = b[length];
    if (left === undefined || right === undefined || !sameMessage(left, right)) break;
  }
  return length;
}

/** A text that two messages have in common exactly when `sameMessage` holds. */
function identityOf({ role, text, callId, calls = [] }: StoredMessage): string {
  const written = calls.map(({ id, name, arguments: args }) => {
    const json = readJson(args);
    return [id, name, json === undefined ? args : canonicalJson(rounded(json))];
  });
  return JSON.stringify([role, text, callId ?? null, written]);
}

/**
 * The caller's messages with the labels of those that we know: an assistant's message that equals an answer of ours
 * has its label, wherever it stands (security.md, P1).
 * INVARIANT: one that equals several answers has the labels of all: a text that was said without a label before does
 * not launder the same text.
 */
export function relabelled(
  messages: readonly StoredMessage[],
  known: readonly StoredMessage[],
): StoredMessage[] {
  const ours = new Map<string, StoredMessage>();
  for (const message of known) {
    const identity = identityOf(message);
    const same = ours.get(identity);
    const label = same === undefined ? message.label : joinLabels(same.label, message.label);
    ours.set(identity, { ...message, label });
  }
  return messages.map((message) => ours.get(identityOf(message)) ?? message);
}

function joinLabels(a: MetadataJson, b: MetadataJson): MetadataJson {
  return metadataToJson(joinMetadata(metadataOf(a), metadataOf(b)));
}

/** Whether all messages are the caller's own words and the last is a user's: what a turn may begin with. */
export function isQuery(messages: readonly StoredMessage[]): boolean {
  return (
    messages.at(-1)?.role === "user" &&
    messages.every((message) => message.role !== "assistant" && message.role !== "tool")
  );
}
