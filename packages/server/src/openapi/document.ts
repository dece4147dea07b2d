import { readFileSync } from "node:fs";
import type { JsonObject, JsonValue } from "@sequrity/engine";
import { ConfigHeaderSchema, FeaturesHeaderSchema, PolicyHeaderSchema } from "@sequrity/wire";
import { type AnswerSchemaName, answerSchema } from "@sequrity/wire/reference-schemas";
import { jsonOf } from "../apis/json-of.ts";
import { isArray, isObject } from "../json-fields.ts";
import { isMessagesPath } from "../routes/error-form.ts";
import type { NamedSchema, Route } from "../routes/route.ts";
import { jsonSchemaOf } from "./json-schema.ts";
import { headerParameters, pathParameter, queryParameters } from "./parameters.ts";

/** The OpenAPI 3.1 document, made of the route table and of the very schemas that bodies and headers are held against. */

/** The document of some routes. */
export function openApiDocument(routes: readonly Route[]): JsonObject {
  const schemas = new Map<string, JsonValue>([
    ["FeaturesHeader", jsonSchemaOf(FeaturesHeaderSchema)],
    ["PolicyHeader", jsonSchemaOf(PolicyHeaderSchema)],
    ["ConfigHeader", jsonSchemaOf(ConfigHeaderSchema)],
    ["Error", errorSchema],
    ["AnthropicError", anthropicErrorSchema],
  ]);
  const paths: Record<string, Record<string, JsonValue>> = {};
  for (const route of routes) {
    const path = templateOf(route.path);
    const operations = paths[path] ?? {};
    paths[path] = operations;
    operations[route.method.toLowerCase()] = operationOf(route, schemas);
  }
  return {
    openapi: "3.1.1",
    info: {
      title: "Sequrity Control",
      version,
      description:
        "A secure LLM orchestrator that speaks OpenAI Chat Completions, OpenAI Responses and Anthropic Messages.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/" }],
    paths,
    components: {
      schemas: Object.fromEntries(schemas),
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer", description: "An API key of this server." },
        apiKey: {
          type: "apiKey",
          in: "header",
          name: "x-api-key",
          description: "The same key, as Anthropic's clients send it.",
        },
      },
    },
  };
}

const version: string = versionIn(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));

function versionIn(manifest: string): string {
  const { version: found }: { readonly version?: unknown } = JSON.parse(manifest);
  return typeof found === "string" ? found : "0";
}

/** `/a/:b` as `/a/{b}`. */
export function templateOf(path: string): string {
  return path.replaceAll(/:(\w+)/g, "{$1}");
}

function operationOf(route: Route, schemas: Map<string, JsonValue>): JsonObject {
  const { method, path, what, authenticated, takes } = route;
  const body = takes?.body;
  return {
    operationId: `${method.toLowerCase()}${path.replaceAll(/[^A-Za-z0-9]+/g, "_").replace(/_$/, "")}`,
    summary: what,
    tags: [tagOf(path)],
    parameters: [
      ...[...path.matchAll(/:(\w+)/g)].map(([, name]) => pathParameter(name ?? "")),
      ...queryParameters(takes?.query ?? []),
      ...(takes?.turn === true ? headerParameters : []),
    ],
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: { "application/json": { schema: reference(body, schemas) } },
          },
        }),
    responses: {
      "200": {
        description: "The answer.",
        content: {
          [takes?.gives ?? "application/json"]: {
            schema: answerOf(takes, schemas),
          },
          ...(takes?.streams === true ? { "text/event-stream": { schema: { type: "string" } } } : {}),
        },
      },
      default: {
        description: "An error, in the API's own form.",
        content: {
          "application/json": {
            schema: { $ref: `#/components/schemas/${isMessagesPath(path) ? "AnthropicError" : "Error"}` },
          },
        },
      },
    },
    security: authenticated ? [{ bearer: [] }, { apiKey: [] }] : [],
  };
}

function answerOf(takes: Route["takes"], schemas: Map<string, JsonValue>): JsonObject {
  if (takes?.gives !== undefined) return { type: "string" };
  const name = takes?.answers;
  if (name === undefined) return {};
  if (!schemas.has(name)) {
    for (const [component, schema] of componentsOf(name)) schemas.set(component, schema);
  }
  return { $ref: `#/components/schemas/${name}` };
}

/** An answer's schema and its parts, each a component: `ResponsesResponse`, `ResponsesResponse.OutputText`, … */
function componentsOf(name: AnswerSchemaName): readonly (readonly [string, JsonValue])[] {
  const schema = jsonOf(answerSchema(name));
  const { $defs, $schema: _draft, $id: _id, ...whole } = isObject(schema) ? schema : {};
  const parts = Object.entries(isObject($defs) ? $defs : {});
  return [
    [name, withComponents(whole, name)],
    ...parts.map(([part, of]) => [`${name}.${part}`, withComponents(of, name)] as const),
  ];
}

/** A schema whose references name components. */
function withComponents(schema: JsonValue, name: AnswerSchemaName): JsonValue {
  if (isArray(schema)) return schema.map((part) => withComponents(part, name));
  if (typeof schema === "string") return schema.replace(/^#\/\$defs\//, `#/components/schemas/${name}.`);
  if (!isObject(schema)) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([field, part]) => [field, withComponents(part, name)]),
  );
}

function reference({ name, schema }: NamedSchema, schemas: Map<string, JsonValue>): JsonObject {
  if (!schemas.has(name)) schemas.set(name, jsonSchemaOf(schema));
  return { $ref: `#/components/schemas/${name}` };
}

function tagOf(path: string): string {
  const suffix = /\/v1\/([a-z-]+)/.exec(path)?.[1];
  switch (suffix) {
    case "chat":
      return "Chat Completions";
    case "responses":
    case "conversations":
      return "Responses";
    case "messages":
      return "Messages";
    case "generate":
    case "validate-headers":
      return "Policies and headers";
    default:
      return "Server";
  }
}

const detail: JsonObject = { description: "The message, or the findings where there are several." };
const errorSchema: JsonObject = {
  type: "object",
  required: ["error", "detail"],
  properties: {
    error: {
      type: "object",
      required: ["message", "type", "param", "code"],
      properties: {
        message: { type: "string" },
        type: { type: "string" },
        param: { type: ["string", "null"] },
        code: { type: "string" },
      },
    },
    detail,
  },
};
const anthropicErrorSchema: JsonObject = {
  type: "object",
  required: ["type", "error", "detail"],
  properties: {
    type: { const: "error" },
    error: {
      type: "object",
      required: ["type", "message"],
      properties: { type: { type: "string" }, message: { type: "string" }, code: { type: "string" } },
    },
    detail,
  },
};
