import { compilePolicy, type Diagnostic, formatDiagnostic } from "@sequrity/sqrt";
import type { RolePrompt } from "@sequrity/wire";
import { addUsage, type Message, noUsage, type ToolDefinition, type Usage } from "./conversation.ts";
import type { ModelProvider } from "./model.ts";
import { encodeForSlot, fillTemplate, promptTemplate } from "./prompts.ts";
import type { ModelReply } from "./roles.ts";
import { signatureText } from "./signature-text.ts";
import { toolDeclaration, toolOf } from "./tool-table.ts";

/** Policies written by a model: checked like anybody's, and sent back with the findings until they hold. */

export interface PolicyTask {
  /** What the policies are for: a description, or the user's request. It must be trusted text. */
  readonly description: string;
  readonly tools: readonly ToolDefinition[];
  /** Names of tools of our own that policies may be about. */
  readonly internalTools: readonly string[];
  /** How often the model may try again. */
  readonly retries: number;
  /**
   * `user`: for a person to look at, all of SQRT. `model`: to be used as they are.
   * INVARIANT: such policies only deny, and only add tags under `__policy/` (security.md, C7).
   */
  readonly writtenBy: "user" | "model";
  readonly prompt: RolePrompt;
}

export type WrittenPolicy =
  | { readonly kind: "policy"; readonly code: string }
  | { readonly kind: "refused"; readonly findings: readonly Diagnostic[] }
  | { readonly kind: "limit"; readonly limit: string };

const restrictions: Readonly<Record<PolicyTask["writtenBy"], string>> = {
  user: "All of SQRT may be used.",
  model:
    "Write deny rules only, and updates that add tags that begin `__policy/`. Anything else is refused: no allow rules, no other tags, no removals.",
};

/** Has a model write policies. Throws what `ask` throws. */
export async function writePolicy(
  task: PolicyTask,
  ask: (messages: readonly Message[]) => Promise<ModelReply>,
): Promise<WrittenPolicy> {
  const declared = task.tools.map(toolOf);
  const signatures = [
    ...task.internalTools.map((name) => `${name}(...)  # a tool of the orchestrator itself`),
    ...declared.map((tool) => signatureText(tool, undefined)),
  ];
  const system = fillTemplate(promptTemplate("policy_llm", task.prompt, "system"), {
    restriction: restrictions[task.writtenBy],
    tools: encodeForSlot(signatures.join("\n\n")),
  });
  const query = fillTemplate(promptTemplate("policy_llm", task.prompt, "query"), {
    description: encodeForSlot(task.description),
  });
  let messages: readonly Message[] = [message("system", system), message("user", query)];
  const declarations = [...declared.map(toolDeclaration), ...task.internalTools.map((name) => ({ name }))];
  for (let attempt = 0; ; attempt++) {
    const reply = await ask(messages);
    if (reply.kind === "limit") return reply;
    const { text } = reply.answer;
    const code = readPolicy(text);
    const compiled = compilePolicy(code, { tools: declarations, writtenBy: task.writtenBy });
    if (compiled.ok) return { kind: "policy", code };
    if (attempt >= task.retries) return { kind: "refused", findings: compiled.diagnostics };
    const findings = compiled.diagnostics.map((finding) => formatDiagnostic(finding)).join("\n");
    messages = [
      ...messages,
      { role: "assistant", content: [{ kind: "text", text }], toolCalls: [] },
      message("user", `The checker refuses this:\n\n${findings}\n\nWrite all of the policies again.`),
    ];
  }
}

function message(role: "system" | "user", text: string): Message {
  return { role, content: [{ kind: "text", text }] };
}

/** The policy in an answer: what stands in its first fence, or all of it. */
function readPolicy(text: string): string {
  return /^```(?:sqrt)?[ \t]*\r?\n([\s\S]*?)^```/m.exec(text)?.[1] ?? text;
}

/** A request for policies outside of any session. */
export interface PolicyGeneration {
  readonly description: string;
  readonly tools: readonly ToolDefinition[];
  readonly internalTools?: readonly string[];
  readonly model: string;
  /** 3 when left out. */
  readonly retries?: number;
  readonly prompt?: RolePrompt;
}

/**
 * Writes policies from a description, for a person to look at and use. Throws `ProviderFault`.
 */
export async function generatePolicy(
  request: PolicyGeneration,
  provider: ModelProvider,
  options: { readonly signal: AbortSignal; readonly apiKey?: string },
): Promise<{ readonly policy: Exclude<WrittenPolicy, { kind: "limit" }>; readonly usage: Usage }> {
  let usage = noUsage;
  const task: PolicyTask = {
    description: request.description,
    tools: request.tools,
    internalTools: request.internalTools ?? [],
    retries: request.retries ?? 3,
    writtenBy: "user",
    prompt: request.prompt ?? { flavor: "universal", version: null },
  };
  const policy = await writePolicy(task, async (messages) => {
    const answer = await provider.complete(
      { model: request.model, messages, tools: [], settings: {} },
      options,
    );
    usage = addUsage(usage, answer.usage);
    return { kind: "answer", answer };
  });
  if (policy.kind === "limit") throw new Error("A generation outside of a turn has no limits.");
  return { policy, usage };
}
