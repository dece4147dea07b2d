import type { AgentInputItem, ModelRequest } from "@openai/agents";
import { parseToolCallId } from "@sequrity/wire/session-id";

const sessionsMax = 10_000;

/** Which agent began a session, as far as requests tell agents apart: by their instructions, tools and handoffs. */
export class SessionOwners {
  readonly #owners = new Map<string, string>();

  /** Notes that an agent was answered with these items. The oldest sessions are forgotten when there are too many. */
  remember(request: ModelRequest, answer: readonly AgentInputItem[]): void {
    const session = lastSession(answer);
    if (session === undefined) return;
    this.#owners.set(session, agentOf(request));
    for (const oldest of this.#owners.keys()) {
      if (this.#owners.size <= sessionsMax) break;
      this.#owners.delete(oldest);
    }
  }

  /** Whether the session that a history is in is known to be another agent's. */
  isOthers(request: ModelRequest, items: readonly AgentInputItem[]): boolean {
    const session = lastSession(items);
    const owner = session === undefined ? undefined : this.#owners.get(session);
    return owner !== undefined && owner !== agentOf(request);
  }
}

function lastSession(items: readonly AgentInputItem[]): string | undefined {
  const call = items.findLast((item) => item.type === "function_call");
  return call?.type === "function_call" ? parseToolCallId(call.callId)?.sessionId : undefined;
}

function agentOf({ systemInstructions, tools, handoffs }: ModelRequest): string {
  return JSON.stringify([
    systemInstructions ?? "",
    tools.map(({ name }) => name),
    handoffs.map(({ toolName }) => toolName),
  ]);
}
