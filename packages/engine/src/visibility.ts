import { isNonExecutable, type Metadata } from "@sequrity/sqrt";
import type { SessionConfig } from "@sequrity/wire";

/** What a label lets through to which model. */

/** Tags of what a quarantined model said: it is as untrusted as what it read. */
const quarantinedTags = ["__tool/parse_with_ai", "__tool/verify_hypothesis"];

function hasTag(metadata: Metadata, tag: string): boolean {
  return metadata.tags.universal || metadata.tags.members.includes(tag);
}

/** Whether no model may be given the value (security.md, C6). */
export function isLlmBlocked(metadata: Metadata, config: SessionConfig): boolean {
  return config.policy.presets.enable_llm_blocked_tag && hasTag(metadata, "__llm_blocked");
}

/**
 * Whether the planner may be shown a value.
 * INVARIANT: every text that reaches the planner, and is not the caller's own, passes here (security.md, P1 and P2).
 */
export function plannerMaySee(metadata: Metadata, config: SessionConfig): boolean {
  if (isLlmBlocked(metadata, config)) return false;
  if (!config.policy.presets.enable_non_executable_memory) return true;
  return !isNonExecutable(metadata) && !quarantinedTags.some((tag) => hasTag(metadata, tag));
}
