import { type Message, textOf } from "./conversation.ts";
import { canonicalJson } from "./json.ts";

/**
 * What is left of a conversation that is longer than its model reads: without the oldest of it, as the Responses API's
 * `truncation: "auto"` has it. System and developer messages stay, and so does all from the last user message on; a call
 * goes with its results, and what is left begins with a user's message.
 *
 * @returns undefined when nothing may go
 */
export function withoutOldest(messages: readonly Message[]): readonly Message[] | undefined {
  const units = unitsOf(messages);
  const last = messages.findLastIndex(({ role }) => role === "user");
  const stays = new Set<number>();
  for (const [index, message] of messages.entries()) {
    if (index >= last || isInstruction(message)) stays.add(units[index] ?? index);
  }
  const sizes = new Map<number, number>();
  for (const [index, message] of messages.entries()) {
    const unit = units[index] ?? index;
    if (!stays.has(unit)) sizes.set(unit, (sizes.get(unit) ?? 0) + sizeOf(message));
  }
  if (sizes.size === 0) return undefined;
  // How long the model's context is nobody says in a form that all providers share: a quarter goes at a time.
  let toGo = [...sizes.values()].reduce((sum, size) => sum + size, 0) / 4;
  const gone = new Set<number>();
  for (const [unit, size] of [...sizes].toSorted(([one], [other]) => one - other)) {
    const beginsWithUser = messages[unit]?.role === "user";
    if (toGo <= 0 && beginsWithUser) break;
    gone.add(unit);
    toGo -= size;
  }
  return messages.filter((_, index) => !gone.has(units[index] ?? index));
}

/** How often a conversation is shortened before its model's refusal is the answer. */
export const truncationsMax = 8;

function isInstruction({ role }: Message): boolean {
  return role === "system" || role === "developer";
}

/** For each message the first one that it must stay with: a result with its call. */
function unitsOf(messages: readonly Message[]): readonly number[] {
  const callers = new Map<string, number>();
  return messages.map((message, index) => {
    if (message.role === "tool") return callers.get(message.callId) ?? index;
    if (message.role === "assistant") for (const { id } of message.toolCalls) callers.set(id, index);
    return index;
  });
}

function sizeOf(message: Message): number {
  let size = textOf(message.content).length + 1;
  for (const part of message.content) if (part.kind === "opaque") size += canonicalJson(part.part).length;
  if (message.role === "assistant") for (const call of message.toolCalls) size += call.arguments.length;
  return size;
}
