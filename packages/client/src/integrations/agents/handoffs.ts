import type { AgentInputItem } from "@openai/agents";

/**
 * Histories at the seams between agents. A session's tools and instructions are one agent's, so the agent that takes over
 * begins its own: what was called and answered before is kept as text, which is untrusted as every resent answer is.
 */

/**
 * The history that an agent is given after a handoff. The user's latest message before it stands last, since a session
 * begins with one.
 */
export function afterHandoffs(
  items: readonly AgentInputItem[],
  handoffTools: ReadonlySet<string>,
): AgentInputItem[] {
  const last = items.findLastIndex((item) => isHandoffResult(item, handoffTools));
  if (last < 0) return [...items];
  const before = items.slice(0, last + 1);
  const user = before.findLastIndex(isUsers);
  const asked = before[user];
  const told = before.filter((_item, index) => index !== user);
  return [...asTexts(told, handoffTools), ...(asked === undefined ? [] : [asked]), ...items.slice(last + 1)];
}

/** The history for an agent that goes on with what others did: all but the user's new message is text. */
export function anew(items: readonly AgentInputItem[], handoffTools: ReadonlySet<string>): AgentInputItem[] {
  return [...asTexts(items.slice(0, -1), handoffTools), ...items.slice(-1)];
}

/** Whether an item is a message of the user. */
export function isUsers(item: AgentInputItem): boolean {
  return "role" in item && item.role === "user";
}

/**
 * Whether an item is what the Agents SDK answers a handoff's call with. A tool may be called as handoffs are, so its name
 * is not enough: after a handoff the turn before is left, and its calls may be made again.
 */
function isHandoffResult(item: AgentInputItem, handoffTools: ReadonlySet<string>): boolean {
  if (item.type !== "function_call_result") return false;
  // A run that another process began: its handoffs have the names that the Agents SDK gives.
  if (!handoffTools.has(item.name) && !item.name.startsWith("transfer_to_")) return false;
  return /^\{"assistant":"[^"\\]*(?:\\.[^"\\]*)*"\}$/.test(outputText(item.output));
}

function outputText(output: unknown): string {
  if (typeof output === "string") return output;
  const text: unknown =
    typeof output === "object" && output !== null ? Reflect.get(output, "text") : undefined;
  return typeof text === "string" ? text : JSON.stringify(output);
}

function asTexts(items: readonly AgentInputItem[], handoffTools: ReadonlySet<string>): AgentInputItem[] {
  const handoffs = new Set(
    items.flatMap((item) =>
      item.type === "function_call_result" && isHandoffResult(item, handoffTools) ? [item.callId] : [],
    ),
  );
  return items.flatMap((item): readonly AgentInputItem[] => {
    switch (item.type) {
      case "function_call":
        return handoffs.has(item.callId) ? [] : [said(`[called ${item.name}(${item.arguments})]`)];
      case "function_call_result":
        return handoffs.has(item.callId) ? [] : [said(`[${item.name} returned ${outputText(item.output)}]`)];
      case "reasoning":
        return [];
      default:
        return [item];
    }
  });
}

function said(text: string): AgentInputItem {
  return { role: "assistant", status: "completed", content: [{ type: "output_text", text }] };
}
