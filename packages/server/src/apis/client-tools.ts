import { Fault, type JsonObject, type JsonValue, type ToolDefinition } from "@sequrity/engine";
import { isObject, objectAt, stringAt } from "../json-fields.ts";
import { jsonOf } from "./json-of.ts";

/**
 * Tools of the Responses API that the provider defines and the caller runs: shells, computers, patches. Their calls are
 * checked as a function's are: under the family's name, with what the call says to do as arguments.
 */

export interface ClientTool {
  /** The name that policies know, whichever type declares it. */
  readonly family: string;
  /** The types that declare it. */
  readonly types: readonly string[];
  /** The items of its calls and of their results. */
  readonly call: string;
  readonly result: string;
  /** The field of a call that says what to do. */
  readonly action: "action" | "operation";
  /** The arguments as policies see them. */
  readonly properties: JsonObject;
}

const text: JsonObject = { type: "string" };
const integer: JsonObject = { type: "integer" };
const texts: JsonObject = { type: "array", items: text };
const point: JsonObject = { type: "object", properties: { x: integer, y: integer } };

const clientTools: readonly ClientTool[] = [
  {
    family: "computer",
    types: ["computer", "computer_use", "computer_use_preview"],
    call: "computer_call",
    result: "computer_call_output",
    action: "action",
    properties: {
      actions: {
        type: "array",
        items: {
          type: "object",
          properties: {
            type: text,
            ...{ x: integer, y: integer, scroll_x: integer, scroll_y: integer },
            ...{ button: text, text, keys: texts, path: { type: "array", items: point } },
          },
        },
      },
      pending_safety_checks: {
        type: "array",
        items: { type: "object", properties: { id: text, code: text, message: text } },
      },
    },
  },
  {
    family: "local_shell",
    types: ["local_shell"],
    call: "local_shell_call",
    result: "local_shell_call_output",
    action: "action",
    properties: {
      type: text,
      command: texts,
      env: { type: "object", additionalProperties: text },
      timeout_ms: integer,
      user: text,
      working_directory: text,
    },
  },
  {
    family: "shell",
    types: ["shell", "function_shell"],
    call: "shell_call",
    result: "shell_call_output",
    action: "action",
    properties: {
      commands: texts,
      timeout_ms: integer,
      max_output_length: integer,
      environment: { type: "object", properties: { type: text } },
    },
  },
  {
    family: "apply_patch",
    types: ["apply_patch"],
    call: "apply_patch_call",
    result: "apply_patch_call_output",
    action: "operation",
    properties: { type: text, path: text, diff: text },
  },
];

/** The tool that a type declares. */
export function clientToolOfType(type: string): ClientTool | undefined {
  return clientTools.find(({ types }) => types.includes(type));
}
/** The tool that an item calls. */
export function clientToolOfCall(type: string): ClientTool | undefined {
  return clientTools.find(({ call }) => call === type);
}
/** The tool whose result an item is. */
export function clientToolOfResult(type: string): ClientTool | undefined {
  return clientTools.find(({ result }) => result === type);
}

/** The families that a request declares. */
export function declaredClientTools(tools: readonly unknown[]): ReadonlySet<string> {
  return new Set(
    tools.flatMap((tool) => clientToolOfType(stringAt(jsonOf(tool), "type") ?? "")?.family ?? []),
  );
}

/**
 * A declared tool in the internal form; undefined for tools of other types.
 *
 * @param at where it stands in the request
 * @throws {Fault} `unsupported` for a shell in a container of the provider's: its calls look as those that the caller runs
 */
export function readClientTool(declared: unknown, at: string): ToolDefinition | undefined {
  const tool = jsonOf(declared);
  const type = stringAt(tool, "type") ?? "";
  const known = clientToolOfType(type);
  if (known === undefined) return undefined;
  const place = stringAt(objectAt(tool, "environment"), "type") ?? "local";
  if (place !== "local") {
    throw new Fault(
      "unsupported",
      `${at}.environment: a shell in an environment of type '${place}' is not offered: its calls could not be told from ` +
        "those that you run. Leave 'environment' out, or declare 'code_interpreter'.",
      { param: `${at}.environment` },
    );
  }
  return {
    name: known.family,
    parameters: { type: "object", properties: known.properties },
    // INVARIANT: a rule about the type that declares it fires as one about the family does.
    ...(type === known.family ? {} : { alsoNamed: [type] }),
  };
}

/** A tool as providers know it: one type has a name of the hosted product's alone. */
export function providersClientTool(declared: JsonValue): JsonValue {
  return isObject(declared) && declared.type === "function_shell" ? { ...declared, type: "shell" } : declared;
}
