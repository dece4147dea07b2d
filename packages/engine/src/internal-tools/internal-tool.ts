import type { Parameter, ToolSignature } from "@sequrity/plan";
import type { InternalTool as InternalToolName } from "@sequrity/wire";
import type { BoundCall } from "../authorize.ts";
import type { JsonValue } from "../conversation.ts";
import type { Tool } from "../tool-table.ts";
import type { TurnContext } from "../turn-context.ts";

/** What a tool of our own comes to. */
export type InternalOutcome =
  | { readonly kind: "value"; readonly value: JsonValue }
  /** Raised in the plan. `code` is the turn's when the plan does not catch it. */
  | {
      readonly kind: "error";
      readonly message: string;
      readonly code: "not_enough_information" | "model_error" | "tool_error";
    }
  | { readonly kind: "limit"; readonly limit: string }
  /** The turn is over, and this is its answer. */
  | { readonly kind: "completes"; readonly argument: string };

/** A tool that the orchestrator provides itself. Policies apply to it by name. */
export interface InternalTool {
  readonly name: InternalToolName;
  /** As the planner reads it. */
  readonly documentation: string;
  readonly parameters: readonly Parameter[];
  readonly resultSchemaFrom?: string;
  perform(turn: TurnContext, call: BoundCall): Promise<InternalOutcome>;
}

/** The tool as the plan may call it. */
export function internalSignature(tool: InternalTool): ToolSignature {
  return {
    name: tool.name,
    parameters: tool.parameters,
    readOnly: false,
    ...(tool.resultSchemaFrom !== undefined && { resultSchemaFrom: tool.resultSchemaFrom }),
  };
}

/** The tool as policies and the check of a call see it. */
export function internalAsTool(tool: InternalTool): Tool {
  return {
    wireName: tool.name,
    identifier: tool.name,
    description: tool.documentation,
    parameters: tool.parameters.map((parameter) => ({
      wireName: parameter.name,
      identifier: parameter.name,
      schema: parameter.schema ?? true,
      required: parameter.required,
      ...(parameter.default !== undefined && { default: parameter.default }),
    })),
    schema: undefined,
    hasOutputSchema: false,
    alsoNamed: [],
  };
}

/** The value of an argument of a call; null when it was not passed. */
export function argumentOf(call: BoundCall, name: string): JsonValue {
  return call.checked.arguments.find((argument) => argument.name === name)?.value ?? null;
}

/** A value as text for a model: a string as it is, anything else as JSON. */
export function argumentText(value: JsonValue, json: (value: JsonValue) => string): string {
  return typeof value === "string" ? value : json(value);
}
