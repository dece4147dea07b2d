import type { SessionConfig } from "@sequrity/wire";
import { completeTurn } from "./complete-turn.ts";
import type { InternalTool } from "./internal-tool.ts";
import { parseWithAi } from "./parse-with-ai.ts";
import { setPolicy } from "./set-policy.ts";
import { verifyHypothesis } from "./verify-hypothesis.ts";

const internalTools: readonly InternalTool[] = [parseWithAi, verifyHypothesis, setPolicy, completeTurn];

/** The tools of our own that a session offers to its plans; `complete_turn` is always there in multi-step planning. */
export function enabledInternalTools(config: SessionConfig): readonly InternalTool[] {
  const { enabled_internal_tools: enabled, enable_multistep_planning: multistep } = config.fsm;
  return internalTools.filter((tool) => enabled.includes(tool.name) || (tool === completeTurn && multistep));
}
