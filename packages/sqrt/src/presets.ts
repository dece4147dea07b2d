import { hasLabel, type LabelSet, type Metadata, NON_EXECUTABLE_TAG } from "./metadata.ts";

/** The `presets` of the X-Policy header, named as on the wire. */
export interface Presets {
  readonly default_allow: boolean;
  readonly default_allow_enforcement_level: "hard" | "soft";
  readonly enable_non_executable_memory: boolean;
  readonly enable_llm_blocked_tag: boolean;
  readonly llm_blocked_tag_enforcement_level: "hard" | "soft";
  readonly branching_meta_policy: BranchingMetaPolicy;
}

/** On what metadata a plan may branch, in mode `custom`. */
export interface BranchingMetaPolicy {
  readonly mode: "deny" | "allow";
  readonly producers: readonly string[];
  readonly tags: readonly string[];
  readonly consumers: readonly string[];
}

/** The presets of a request that says nothing about them. */
export const defaultPresets: Presets = Object.freeze({
  default_allow: true,
  default_allow_enforcement_level: "soft",
  enable_non_executable_memory: true,
  enable_llm_blocked_tag: true,
  llm_blocked_tag_enforcement_level: "hard",
  branching_meta_policy: Object.freeze({ mode: "deny", producers: [], tags: [], consumers: [] }),
});

/**
 * Whether a plan must not branch on a value with this metadata: `strict` forbids values tagged `__non_executable`,
 * `custom` what the branching policy forbids, `standard` nothing.
 * INVARIANT: a universal set of producers or tags contains every listed label, and one that no list names.
 */
export function branchForbidden(
  mode: "standard" | "strict" | "custom",
  policy: BranchingMetaPolicy,
  metadata: Metadata,
): boolean {
  if (mode === "standard") return false;
  if (mode === "strict") return hasLabel(metadata.tags, NON_EXECUTABLE_TAG);
  if (policy.mode === "deny") {
    return (
      policy.producers.some((producer) => hasLabel(metadata.producers, producer)) ||
      policy.tags.some((tag) => hasLabel(metadata.tags, tag)) ||
      policy.consumers.some((consumer) => hasLabel(metadata.consumers, consumer))
    );
  }
  return exceeds(metadata.producers, policy.producers) || exceeds(metadata.tags, policy.tags);
}

function exceeds(set: LabelSet, allowed: readonly string[]): boolean {
  if (allowed.length === 0 || allowed.includes("*")) return false;
  return set.universal || set.members.some((member) => !allowed.includes(member));
}
