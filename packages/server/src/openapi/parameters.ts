import type { JsonObject } from "@sequrity/engine";
import { endpointTypes } from "../routes/control.ts";
import type { QueryParameter } from "../routes/route.ts";

/** The parameters of routes as OpenAPI describes them. */

export function pathParameter(name: string): JsonObject {
  const schema: JsonObject =
    name === "endpoint_type" ? { type: "string", enum: [...endpointTypes] } : { type: "string" };
  return { name, in: "path", required: true, schema };
}

const ofQuery: Readonly<Record<QueryParameter, JsonObject>> = {
  after: { schema: { type: "string" }, description: "The id after which the page begins." },
  limit: { schema: { type: "integer", minimum: 1, maximum: 100 } },
  order: { schema: { type: "string", enum: ["asc", "desc"] } },
  model: { schema: { type: "string" } },
  metadata: {
    schema: { type: "object", additionalProperties: { type: "string" } },
    style: "deepObject",
    explode: true,
  },
  include: { schema: { type: "array", items: { type: "string" } } },
  stream: { schema: { type: "boolean" }, description: "Resume its stream." },
  starting_after: { schema: { type: "integer" }, description: "The event after which it goes on." },
  include_obfuscation: {
    schema: { type: "boolean" },
    description: "Deltas of the stream are padded, or are not.",
  },
};

export function queryParameters(names: readonly QueryParameter[]): readonly JsonObject[] {
  return names.map((name) => ({ name, in: "query", ...ofQuery[name] }));
}

function jsonHeader(name: string, schema: string): JsonObject {
  return {
    name,
    in: "header",
    content: { "application/json": { schema: { $ref: `#/components/schemas/${schema}` } } },
  };
}

function textHeader(name: string, description: string): JsonObject {
  return { name, in: "header", description, schema: { type: "string" } };
}

/** What any turn may bring besides its body. */
export const headerParameters: readonly JsonObject[] = [
  jsonHeader("X-Features", "FeaturesHeader"),
  jsonHeader("X-Policy", "PolicyHeader"),
  jsonHeader("X-Config", "ConfigHeader"),
  textHeader("X-Session-ID", "The session to continue."),
  textHeader("X-Api-Key", "A key of one's own for the provider."),
  textHeader("Idempotency-Key", "A request that comes again under it gets the same answer."),
];
