import type { SessionConfig } from "@sequrity/wire";
import { RE2JS } from "re2js";
import { contextVariables } from "./context-variables.ts";
import type { ToolDefinition } from "./conversation.ts";
import { Fault } from "./faults.ts";
import { refuseOpaqueContent, storedMessages } from "./history.ts";
import { promptTemplate } from "./prompts.ts";
import { providerOf } from "./roles.ts";
import { toolTable } from "./tool-table.ts";
import type { TurnServices } from "./turn.ts";
import type { TurnRequest } from "./turn-request.ts";

/** What a turn cannot run under is refused before it begins, not in the middle of it. */

/** Looks at what holds for both architectures. */
export async function checkRequest(
  request: TurnRequest,
  config: SessionConfig,
  services: TurnServices,
): Promise<void> {
  providerOf(services.providers, request.provider);
  await services.library.layered(config, []);
  const { features } = config;
  const feature = features.contentClassifiers[0];
  if (feature !== undefined) {
    throw new Fault("unsupported", `This server has no '${feature.name}'.`, { param: "X-Features" });
  }
}

/** Looks at what a dual-LLM turn needs besides. */
export function checkDualRequest(
  request: TurnRequest,
  config: SessionConfig,
  tools: readonly ToolDefinition[],
): void {
  const { fsm, prompt } = config;
  refuseOpaqueContent(request.messages);
  toolTable(tools, Object.keys(request.contextVariables ?? {}));
  contextVariables(request);
  for (const part of ["system", "query", "feedback"]) promptTemplate("pllm", prompt.pllm, part);
  for (const part of ["system", "query"]) {
    promptTemplate("qllm", prompt.qllm, part);
    promptTemplate("error_detector_llm", prompt.error_detector_llm, part);
    promptTemplate("policy_llm", prompt.policy_llm, part);
  }
  // What is asked for and not there is said, not left out.
  if (!fsm.disable_rllm) throw unsupported("fsm.disable_rllm: false");
  if (fsm.n_pllm_plans > 1) throw unsupported("fsm.n_pllm_plans");
  if (fsm.pllm_candidate_models !== null) throw unsupported("fsm.pllm_candidate_models");
  if (!fsm.pllm_context_pruning) throw unsupported("fsm.pllm_context_pruning: false");
  for (const pattern of [...fsm.force_to_cache, fsm.detect_tool_error_regex_pattern ?? ""]) {
    try {
      RE2JS.compile(pattern);
    } catch {
      throw new Fault("invalid_header", `'${pattern}' is no regular expression.`, { param: "X-Config.fsm" });
    }
  }
}

/** A dual-LLM session begins with a user's message; a result has no call there that it could belong to. */
export function checkFirstMessages(request: TurnRequest): void {
  const last = storedMessages(request.messages).at(-1);
  if (last?.role === "tool") {
    throw new Fault("unknown_tool_call", `No tool call '${last.callId ?? ""}' is waiting for a result.`);
  }
  if (last?.role !== "user") throw new Fault("invalid_request", "The last message must be a user's.");
}

function unsupported(field: string): Fault {
  return new Fault("unsupported", `This server has no '${field}'.`, { param: "X-Config" });
}
