import { metadataToJson } from "@sequrity/sqrt";
import { identifierOf, writeJson } from "@sequrity/wire";
import { Fault } from "./faults.ts";
import { foreignLabel } from "./history.ts";
import type { TurnInput } from "./turn-context.ts";
import type { TurnRequest } from "./turn-request.ts";
import { readMetadata } from "./wrapped-result.ts";

/**
 * The variables that the caller sets for the plan.
 * INVARIANT: one without metadata is not shown to the planner (security.md, P2). Fields that are absent from given
 * metadata take their defaults.
 */
export function contextVariables(request: TurnRequest): TurnInput["variables"] {
  return Object.entries(request.contextVariables ?? {}).map(([wireName, { value, meta }]) => {
    const name = identifierOf(wireName);
    if (meta === undefined) return { name, json: writeJson(value), meta: foreignLabel };
    const read = readMetadata(meta);
    if (read === undefined) {
      throw new Fault(
        "invalid_request",
        `The metadata of '${wireName}' must be lists of strings named producers, consumers, tags; "*" stands in consumers alone.`,
        { param: `context_vars.${wireName}.meta` },
      );
    }
    return { name, json: writeJson(value), meta: metadataToJson(read) };
  });
}
