import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import {
  type CallArgument,
  type CheckedCall,
  type JsonValue,
  type MetadataJson,
  metadataOf,
  type ParameterDeclaration,
  type Presets,
} from "../src/index.ts";

/** An argument in a case: a bare value, or `{value, producers?, consumers?, tags?}`. */
type CaseArgument = JsonValue | ({ value: JsonValue } & Partial<MetadataJson>);

interface CaseCall {
  tool: string;
  args: { [name: string]: CaseArgument };
  parameters?: { [name: string]: { schema?: JsonValue; required?: boolean } };
  internal?: boolean;
  control?: Partial<MetadataJson>;
  returns?: JsonValue;
}

interface CaseStep {
  call: CaseCall;
  verdict: string;
  message?: string;
  /** The result's metadata, where the call is allowed; absent fields are the defaults. */
  result?: Partial<MetadataJson>;
  /** The session's metadata after the call. */
  session?: Partial<MetadataJson>;
  /** Texts of the rules that denied. */
  denied?: string[];
}

/** A policy with what must come of it: findings, or the verdicts of calls one after the other. */
export interface PolicyCase {
  name: string;
  policy: string;
  layers?: string[];
  /** `code line:column` of every error and warning. */
  findings?: string[];
  tools?: { name: string; parameters?: { [name: string]: { schema?: JsonValue; required?: boolean } } }[];
  writtenBy?: "user" | "model";
  presets?: Partial<Presets>;
  failFast?: boolean;
  session?: Partial<MetadataJson>;
  steps?: CaseStep[];
}

const folder = new URL("../cases/", import.meta.url);

/** All cases of all files. */
export function readCases(): { file: string; cases: PolicyCase[] }[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".yaml"))
    .map((file) => ({ file, cases: parse(readFileSync(new URL(file, folder), "utf8")) }));
}

/** The declared parameters in the form that the package takes. */
export function parametersOf(given: CaseCall["parameters"]): ParameterDeclaration[] | undefined {
  if (given === undefined) return undefined;
  return Object.entries(given).map(([name, { schema = {}, required = false }]) => ({
    name,
    schema,
    required,
  }));
}

/** The call of a case in the form that the package takes. */
export function callOf(given: CaseCall): CheckedCall {
  const parameters = parametersOf(given.parameters);
  return {
    tool: given.tool,
    callId: null,
    arguments: Object.entries(given.args).map(([name, argument]) => argumentOf(name, argument)),
    ...(parameters === undefined ? {} : { parameters }),
    internal: given.internal ?? false,
    control: metadataOf(given.control ?? {}),
  };
}

function argumentOf(name: string, argument: CaseArgument): CallArgument {
  const isLabelled =
    typeof argument === "object" && argument !== null && !Array.isArray(argument) && "value" in argument;
  if (!isLabelled) return { name, value: argument, metadata: metadataOf({}) };
  const { value, producers, consumers, tags } = argument as { value: JsonValue } & Partial<MetadataJson>;
  return {
    name,
    value,
    metadata: metadataOf({
      ...(producers === undefined ? {} : { producers }),
      ...(consumers === undefined ? {} : { consumers }),
      ...(tags === undefined ? {} : { tags }),
    }),
  };
}
