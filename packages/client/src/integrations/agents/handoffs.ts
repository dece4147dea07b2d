import type { AgentInputItem } from "@openai/agents";

/**
 * The history that an agent is given after a handoff. The session before belongs to the agent that handed over: what was
 * called and answered there is kept as text, which is untrusted as every resent answer is, and the user's latest message
 * stands last, since a session begins with one.
 */
export function afterHandoffs(
  items: readonly AgentInputItem[],
  handoffTools: ReadonlySet<string>,
): AgentInputItem[] {
  const last = items.findLastIndex(
    (item) => item.type === "function_call_result" && isHandoff(item.name, handoffTools),
  );
  if (last < 0) return [...items];
  const before = items.slice(0, last + 1);
  const user = before.findLastIndex((item) => "role" in item && item.role === "user");
  const asked = before[user];
  const told = before.flatMap((item, index) => (index === user ? [] : asText(item, handoffTools)));
  return [...told, ...(asked === undefined ? [] : [asked]), ...items.slice(last + 1)];
}

function isHandoff(name: string, handoffTools: ReadonlySet<string>): boolean {
  // A run that another process began: its handoffs have the names that the Agents SDK gives.
  return handoffTools.has(name) || name.startsWith("transfer_to_");
}

function asText(item: AgentInputItem, handoffTools: ReadonlySet<string>): readonly AgentInputItem[] {
  switch (item.type) {
    case "function_call":
      return isHandoff(item.name, handoffTools) ? [] : [said(`[called ${item.name}(${item.arguments})]`)];
    case "function_call_result": {
      if (isHandoff(item.name, handoffTools)) return [];
      const output = typeof item.output === "string" ? item.output : JSON.stringify(item.output);
      return [said(`[${item.name} returned ${output}]`)];
    }
    case "reasoning":
      return [];
    default:
      return [item];
  }
}

function said(text: string): AgentInputItem {
  return { role: "assistant", status: "completed", content: [{ type: "output_text", text }] };
}
