import type {
  Environment,
  LabelAlgebra,
  Namespace,
  Observation,
  PlanSettings,
  PrintedLine,
} from "@sequrity/plan";
import { branchForbidden, emptyMetadata, joinMetadata, type Metadata, metadataOf } from "@sequrity/sqrt";
import { environmentEffect } from "./effects.ts";
import { hashOf } from "./hash.ts";
import { readJson } from "./json.ts";
import type { Sources, TurnContext, TurnInput } from "./turn-context.ts";

/** One object for all runs: a namespace goes on only under the algebra that it was made under. */
const labels: LabelAlgebra<Metadata> = { empty: emptyMetadata, join: joinMetadata };

/** What a program runs under: labels, limits, variables, and the world outside. */

export function planSettings(
  turn: TurnContext,
  inherited: Namespace<Metadata> | undefined,
): PlanSettings<Metadata> {
  const { input, planLabel, signatures } = turn;
  const { fsm, policy } = input.config;
  return {
    labels,
    tools: signatures,
    implicitFlows: policy.mode !== "standard",
    branchForbidden: (label) => branchForbidden(policy.mode, policy.presets.branching_meta_policy, label),
    planLabel,
    environmentLabel: metadataOf({ producers: ["__environment"] }),
    variables: input.variables.map(({ name, json, meta }) => ({
      name,
      value: readJson(json) ?? null,
      label: metadataOf(meta),
    })),
    ...(inherited !== undefined && { namespace: inherited }),
    limits: {
      steps: input.limits.steps,
      bytes: input.limits.allocated_bytes,
      // The turn counts its calls itself, over all of its programs; this is a second line.
      toolCalls: input.limits.tool_calls + 1,
    },
    wrapResults: fsm.wrap_tool_result,
    groupReadOnlyCalls: signatures.some(({ readOnly }) => readOnly),
  };
}

/** The clock and randomness, journalled, and the lines that the program prints. */
export function planEnvironment(turn: TurnContext, printed: PrintedLine<Metadata>[]): Environment<Metadata> {
  return {
    observe: (request) =>
      turn.run.journal.note(environmentEffect, hashOf(request), () => ({
        value: observed(turn.sources, request.kind),
      })).value,
    print: (line) => {
      printed.push(line);
    },
  };
}

function observed({ now, randomUUID, randomValue }: Sources, kind: Observation["kind"]): string | number {
  switch (kind) {
    case "now":
      return new Date(now()).toISOString().replace("Z", "000");
    case "today":
      return new Date(now()).toISOString().slice(0, 10);
    case "time":
      return now() / 1000;
    case "random":
      return randomValue();
    case "uuid4":
      return randomUUID();
  }
}

/**
 * Whether calls of a tool may go out together with others (security.md, C9): the operator says that it only reads, it
 * cannot label its results, and no policy has anything to do with the session. The last is decided on the policies'
 * text: without the word no block changes the session, and no rule reads it. Where policies may still be added while
 * the turn runs, nothing is known of them.
 */
export function mayGroup(
  input: Pick<TurnInput, "config" | "settings" | "addedPolicies">,
  tool: string,
): boolean {
  const { trust, policy, fsm } = input.config;
  if (!trust.readOnlyTools.includes(tool) || input.settings.parallelToolCalls === false) return false;
  if (trust.trustWrappedResults || trust.labellingTools.includes(tool)) return false;
  if (policy.autoGen || fsm.enabled_internal_tools.includes("set_policy")) return false;
  return ![policy.codes.code, ...input.addedPolicies].some((text) => text.includes("session"));
}
