import { SequrityValidationError } from "../errors.ts";
import {
  type ArgumentsOf,
  type ArgumentsSchema,
  describesObject,
  type JsonSchema,
  jsonSchemaOf,
  readArguments,
} from "./schema.ts";

/** What a tool's function gets beside its arguments. */
export interface ToolContext {
  readonly callId: string;
  /** Aborted when the run is: stop what you do. */
  readonly signal: AbortSignal;
  readonly sessionId: string | undefined;
}

/** A tool as it is written: what the model is told of it, and the function that runs. */
export interface ToolDefinition<Schema extends ArgumentsSchema> {
  readonly name: string;
  readonly description?: string;
  /** The schema of the arguments: Zod, TypeBox, any Standard Schema, or JSON Schema. */
  readonly parameters: Schema;
  /** The arguments' JSON Schema, for a library whose schemas do not say it themselves. */
  readonly jsonSchema?: JsonSchema;
  /** A text is the result as it is, anything else as JSON. What it throws is given back as an error. */
  readonly run: (given: ArgumentsOf<Schema>, context: ToolContext) => unknown;
}

/** A call of a tool that came to its end. */
export type CallOutcome =
  | { readonly kind: "returned"; readonly text: string; readonly value: unknown }
  | { readonly kind: "threw"; readonly message: string; readonly error: unknown }
  /** The arguments do not fit the schema: the function was not run. */
  | { readonly kind: "refused"; readonly message: string; readonly issues: readonly string[] };

/** A function that a model may call: what `tool` gives. */
export interface Tool {
  readonly name: string;
  readonly description: string | undefined;
  readonly jsonSchema: JsonSchema;
  /** Runs the function on arguments that fit its schema. It never throws. */
  call(given: unknown, context: ToolContext): Promise<CallOutcome>;
}

/**
 * A tool from its definition; the type of its function's argument is inferred from the schema.
 * @throws SequrityValidationError when the schema is none of an object, or its library does not give JSON Schema.
 */
export function tool<const Schema extends ArgumentsSchema>(definition: ToolDefinition<Schema>): Tool {
  const { name, description, parameters, run } = definition;
  const jsonSchema: Record<string, unknown> | undefined = definition.jsonSchema ?? jsonSchemaOf(parameters);
  if (jsonSchema === undefined) {
    throw new SequrityValidationError(`tool ${name}`, [
      "parameters: this schema does not give its JSON Schema; say it in jsonSchema",
    ]);
  }
  if (!describesObject(jsonSchema)) {
    throw new SequrityValidationError(`tool ${name}`, ["parameters: expected the schema of an object"]);
  }
  return {
    name,
    description,
    jsonSchema,
    async call(given, context) {
      try {
        const read = await readArguments(parameters, given);
        if (!read.ok) {
          const message = `The arguments of ${name} do not fit its schema: ${read.issues.join("; ")}`;
          return { kind: "refused", message, issues: read.issues };
        }
        const value: unknown = await run(read.value, context);
        return { kind: "returned", text: resultText(value), value };
      } catch (error) {
        return { kind: "threw", message: error instanceof Error ? error.message : String(error), error };
      }
    },
  };
}

/** @throws TypeError for what JSON cannot say, such as a cycle. */
function resultText(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "null");
}
