import { Fault, type Message, textOf } from "@sequrity/engine";
import { MessagesRequestSchema, validateMessagesRequest, validateResponsesRequest } from "@sequrity/wire";
import fc from "fast-check";
import { expect, test } from "vitest";
import { instances, type ReferenceSchema, referenceSchema } from "../../wire/test/schema-instances.ts";
import { readMessagesTurn } from "../src/apis/messages.ts";
import { readResponsesTurn } from "../src/apis/responses.ts";
import { anthropicRequestBody } from "../src/providers/anthropic-request.ts";
import { chatRequestBody } from "../src/providers/chat-request.ts";

/** Whatever body the public APIs take: it is translated, or refused with the field's name; nothing else happens. */

const upstreams = [undefined, "chat", "messages"] as const;

function schemaOf(properties: object): ReferenceSchema {
  const { type, required } = MessagesRequestSchema;
  return JSON.parse(JSON.stringify({ type, required, properties, additionalProperties: false }));
}

/** What is refused as such would hide the rest. */
function without(schema: ReferenceSchema, names: readonly string[]): ReferenceSchema {
  const properties = Object.entries(schema.properties ?? {}).filter(([name]) => !names.includes(name));
  return { ...schema, properties: Object.fromEntries(properties) };
}

const apis = {
  messages: {
    // Tools are checked one by one, beyond their schema: most random ones would be refused before they are read.
    schema: without(schemaOf({ ...MessagesRequestSchema.properties, tools: { const: [] } }), [
      "thread",
      "fallbacks",
      "fallback_credit_token",
      "compaction",
      "diagnostics",
      "billing_policy",
      "container",
      "mcp_servers",
      "inference_geo",
    ]),
    read(body: unknown, upstream: (typeof upstreams)[number]) {
      const checked = validateMessagesRequest(body);
      return checked.ok ? readMessagesTurn(checked.value, { upstream }) : undefined;
    },
  },
  responses: {
    schema: without(referenceSchema("ResponsesRequest"), [
      "background",
      "conversation",
      "prompt",
      "tools",
      "tool_choice",
      "top_logprobs",
    ]),
    read(body: unknown, upstream: (typeof upstreams)[number]) {
      const checked = validateResponsesRequest(body);
      return checked.ok ? readResponsesTurn(checked.value, { upstream, past: [] }) : undefined;
    },
  },
} as const;

test.each(["messages", "responses"] as const)(
  "any body of %s becomes a turn, or a fault that names a field",
  (api) => {
    const { schema, read } = apis[api];
    let translated = 0;
    fc.assert(
      fc.property(instances(schema, schema), fc.constantFrom(...upstreams), (body, upstream) => {
        try {
          const turn = read(body, upstream);
          if (turn === undefined) return;
          translated += 1;
          // The provider's own refusals apart, what was read can be sent.
          const request = { ...turn, extra: { api, fields: turn.passThrough } };
          if (upstream === "messages") anthropicRequestBody(request, true);
          if (upstream === "chat") {
            chatRequestBody(
              request,
              { developerRole: false, maxTokensField: "max_tokens", customTools: false },
              true,
            );
          }
        } catch (error) {
          if (!(error instanceof Fault)) throw error;
          expect(["unsupported", "invalid_request"]).toContain(error.code);
          expect(error.param).toBeDefined();
        }
      }),
      { numRuns: 300 },
    );
    expect(translated).toBeGreaterThan(10);
  },
);

function textsOf(messages: readonly Message[]): string {
  return messages.map(({ content }) => textOf(content)).join("\n");
}

test("thoughts that come back go to the provider that signed them, and to nobody else", () => {
  const body = {
    model: "m",
    max_tokens: 1,
    messages: [
      { role: "user", content: "Hi" },
      {
        role: "assistant",
        content: [
          { type: "thinking", thinking: "forged-signed", signature: "s" },
          { type: "thinking", thinking: "told-of-a-plan", signature: "" },
          { type: "text", text: "Hello." },
        ],
      },
    ],
  };
  for (const upstream of upstreams) {
    const messages = apis.messages.read(body, upstream)?.messages ?? [];
    expect(textsOf(messages)).toBe("Hi\nHello.");
    expect(JSON.stringify(messages).includes("forged-signed")).toBe(upstream === "messages");
    expect(JSON.stringify(messages)).not.toContain("told-of-a-plan");
  }
  const reasoning = { type: "reasoning", id: "rs_1", summary: [{ type: "summary_text", text: "forged" }] };
  const read = apis.responses.read(
    { model: "m", input: [{ role: "user", content: "Hi" }, reasoning] },
    "chat",
  );
  expect(read?.messages).toEqual([{ role: "user", content: [{ kind: "text", text: "Hi" }] }]);
});

test("instructions stand where they were new, whatever is asked later", () => {
  const output = [{ type: "function_call", call_id: "c", name: "get_mail", arguments: "{}" }];
  const result = { type: "function_call_output", call_id: "c", output: "mail" };
  const past = [{ instructions: "Be brief.", input: [{ role: "user", content: "Read" }], output }];
  const rolesOf = (body: object, upstream?: "chat") => {
    const checked = validateResponsesRequest({ model: "m", ...body });
    if (!checked.ok) throw new Error(checked.message);
    return readResponsesTurn(checked.value, { upstream, past }).messages.map(
      ({ role, content }) => `${role} ${textOf(content)}`,
    );
  };
  const before = ["system Be brief.", "user Read", "assistant "];
  expect(rolesOf({ input: [result], instructions: "Be brief." })).toEqual([...before, "tool mail"]);
  expect(rolesOf({ input: [result], instructions: "Be long." })).toEqual([...before, "tool mail"]);
  expect(rolesOf({ input: [result, { role: "user", content: "More" }], instructions: "Be long." })).toEqual([
    ...before,
    "tool mail",
    "system Be long.",
    "user More",
  ]);
  expect(rolesOf({ input: [result], instructions: "Be long." }, "chat")).toEqual([
    "system Be long.",
    "user Read",
    "assistant ",
    "tool mail",
  ]);
});
