import type { CallArgument, CheckedCall, ToolDeclaration } from "./call.ts";
import type { JsonValue } from "./json.ts";
import { isList } from "./leaf.ts";
import { emptyMetadata, type Metadata, type MetadataJson, metadataOf } from "./metadata.ts";
import { defaultPresets, type Presets } from "./presets.ts";

/** A call as people write it down: `{"tool", "args": {name: {"value", "tags"?, ...}}, "session"?, "presets"?}`. */
export interface WrittenCall {
  readonly call: CheckedCall;
  readonly session: Metadata;
  readonly presets: Presets;
}

/** What reading a written call gives: the call, or one sentence for each mistake in it. */
export type ReadCall =
  | { readonly ok: true; readonly value: WrittenCall }
  | { readonly ok: false; readonly errors: readonly string[] };

type JsonObject = { readonly [key: string]: JsonValue };

const FIELDS = ["producers", "consumers", "tags"] as const;

/** Reads a written call. With the tools known, its parameters are those of its tool. Unknown keys are mistakes. */
export function readCall(json: JsonValue, tools: readonly ToolDeclaration[] = []): ReadCall {
  const errors: string[] = [];
  const object = objectAt(json, "the call", errors);
  if (object === undefined) return { ok: false, errors };
  onlyKeys(object, ["tool", "args", "session", "presets", "internal", "control"], "the call", errors);
  const { tool, args = {}, session = {}, presets = {}, internal = false, control = {} } = object;
  if (typeof tool !== "string") errors.push("`tool` must be a string.");
  if (typeof internal !== "boolean") errors.push("`internal` must be true or false.");
  const readArguments = Object.entries(objectAt(args, "`args`", errors) ?? {}).map(([name, argument]) =>
    readArgument(name, argument, errors),
  );
  const readSession = readMetadata(session, "`session`", errors);
  const readControl = readMetadata(control, "`control`", errors);
  const readPresets = presetsOf(presets, errors);
  if (errors.length > 0 || typeof tool !== "string") return { ok: false, errors };
  const parameters = tools.find((candidate) => candidate.name === tool)?.parameters;
  const call: CheckedCall = {
    tool,
    callId: null,
    arguments: readArguments,
    ...(parameters === undefined ? {} : { parameters }),
    internal: internal === true,
    control: readControl,
  };
  return { ok: true, value: { call, session: readSession, presets: readPresets } };
}

function objectAt(json: JsonValue, what: string, errors: string[]): JsonObject | undefined {
  if (json !== null && typeof json === "object" && !isList(json)) return json;
  errors.push(`${capitalised(what)} must be an object.`);
  return undefined;
}

function onlyKeys(object: JsonObject, allowed: readonly string[], what: string, errors: string[]): void {
  for (const key of Object.keys(object)) {
    if (!allowed.includes(key))
      errors.push(`${capitalised(what)} has no field \`${key}\`; it may have ${allowed.join(", ")}.`);
  }
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function readArgument(name: string, json: JsonValue, errors: string[]): CallArgument {
  const what = `argument \`${name}\``;
  const object = objectAt(json, what, errors);
  if (object === undefined) return { name, value: null, metadata: emptyMetadata };
  onlyKeys(object, ["value", ...FIELDS], what, errors);
  const { value, ...labels } = object;
  if (value === undefined) errors.push(`${capitalised(what)} has no \`value\`.`);
  return { name, value: value ?? null, metadata: readMetadata(labels, what, errors, false) };
}

function readMetadata(json: JsonValue, what: string, errors: string[], isStrict = true): Metadata {
  const object = objectAt(json, what, errors);
  if (object === undefined) return emptyMetadata;
  if (isStrict) onlyKeys(object, FIELDS, what, errors);
  const labels: Partial<MetadataJson> = {};
  for (const field of FIELDS) {
    const list = object[field];
    if (list === undefined) continue;
    if (
      list !== null &&
      typeof list === "object" &&
      isList(list) &&
      list.every((label) => typeof label === "string")
    ) {
      labels[field] = list.filter((label) => typeof label === "string");
    } else errors.push(`\`${field}\` of ${what} must be a list of strings.`);
  }
  return metadataOf(labels);
}

function presetsOf(json: JsonValue, errors: string[]): Presets {
  const object = objectAt(json, "`presets`", errors) ?? {};
  onlyKeys(object, Object.keys(defaultPresets), "`presets`", errors);
  const flag = (
    key: "default_allow" | "enable_non_executable_memory" | "enable_llm_blocked_tag",
  ): boolean => {
    const value = object[key] ?? defaultPresets[key];
    if (typeof value !== "boolean") errors.push(`\`${key}\` must be true or false.`);
    return value === true;
  };
  const level = (
    key: "default_allow_enforcement_level" | "llm_blocked_tag_enforcement_level",
  ): "hard" | "soft" => {
    const value = object[key] ?? defaultPresets[key];
    if (value !== "hard" && value !== "soft") errors.push(`\`${key}\` must be "hard" or "soft".`);
    return value === "hard" ? "hard" : "soft";
  };
  return {
    default_allow: flag("default_allow"),
    default_allow_enforcement_level: level("default_allow_enforcement_level"),
    enable_non_executable_memory: flag("enable_non_executable_memory"),
    enable_llm_blocked_tag: flag("enable_llm_blocked_tag"),
    llm_blocked_tag_enforcement_level: level("llm_blocked_tag_enforcement_level"),
    // Branching is judged apart from calls.
    branching_meta_policy: defaultPresets.branching_meta_policy,
  };
}
