import { type CheckedCall, emptyMetadata, type Metadata, metadataOf, type Presets } from "@sequrity/sqrt";
import { identifierOf, isJsonObject, type JsonObject, type JsonValue } from "@sequrity/wire";
import { UsageError } from "./exit.ts";
import { parseJsonArgument, readTextFile } from "./files.ts";

/** A tool call to ask a policy about, as a file states it. */
export interface CallFile {
  readonly tool: string;
  readonly checked: CheckedCall;
  readonly session: Metadata;
  readonly presets: Partial<Presets>;
  readonly failFast: boolean;
}

/**
 * Reads `{"tool", "args": {name: {"value", "producers"?, "consumers"?, "tags"?}}, "session"?: {…}, "presets"?: {…}}`.
 * `internal` and `control` (metadata of the conditions that the call stands under) may be given too.
 */
export function readCallFile(path: string): CallFile {
  const file = parseJsonArgument(readTextFile(path), path);
  if (!isJsonObject(file) || typeof file.tool !== "string")
    throw new UsageError(`${path} must be an object with "tool"`);
  refuseUnknown(
    file,
    ["tool", "call_id", "args", "session", "presets", "fail_fast", "internal", "control"],
    path,
  );
  const args = file.args ?? {};
  if (!isJsonObject(args)) throw new UsageError(`${path}: "args" must be an object`);
  return {
    tool: file.tool,
    checked: {
      tool: file.tool,
      callId: typeof file.call_id === "string" ? file.call_id : null,
      arguments: Object.entries(args).map(([name, argument]) => {
        const place = `${path}: args.${name}`;
        if (!isJsonObject(argument) || !("value" in argument)) {
          throw new UsageError(`${place} must be an object with "value"`);
        }
        refuseUnknown(argument, ["value", "producers", "consumers", "tags"], place);
        return {
          name: identifierOf(name),
          value: argument.value,
          metadata: metadataFrom(argument, place),
        };
      }),
      internal: file.internal === true,
      control: metadataFrom(file.control, `${path}: control`),
    },
    session: metadataFrom(file.session, `${path}: session`),
    presets: presetsFrom(file.presets, path),
    failFast: file.fail_fast !== false,
  };
}

/** Metadata from an object that holds some of the three fields. */
export function metadataFrom(value: JsonValue | undefined, place: string): Metadata {
  if (value === undefined || value === null) return emptyMetadata;
  if (!isJsonObject(value)) throw new UsageError(`${place} must be an object`);
  const fields: { producers?: string[]; consumers?: string[]; tags?: string[] } = {};
  for (const field of ["producers", "consumers", "tags"] as const) {
    const labels = value[field];
    if (labels === undefined) continue;
    if (!Array.isArray(labels)) throw new UsageError(`${place}.${field} must be a list of strings`);
    fields[field] = labels.map((label: JsonValue) => {
      if (typeof label !== "string") throw new UsageError(`${place}.${field} must be a list of strings`);
      return label;
    });
  }
  return metadataOf(fields);
}

function presetsFrom(value: JsonValue | undefined, path: string): Partial<Presets> {
  if (value === undefined) return {};
  if (!isJsonObject(value)) throw new UsageError(`${path}: "presets" must be an object`);
  const presets: { -readonly [key in keyof Presets]?: Presets[key] } = {};
  for (const [name, setting] of Object.entries(value)) {
    const place = `${path}: presets.${name}`;
    switch (name) {
      case "default_allow":
      case "enable_non_executable_memory":
      case "enable_llm_blocked_tag":
        if (typeof setting !== "boolean") throw new UsageError(`${place} must be true or false`);
        presets[name] = setting;
        break;
      case "default_allow_enforcement_level":
      case "llm_blocked_tag_enforcement_level":
        if (setting !== "hard" && setting !== "soft")
          throw new UsageError(`${place} must be "hard" or "soft"`);
        presets[name] = setting;
        break;
      case "branching_meta_policy":
        break; // It decides on branches of a plan; a single call has none.
      default:
        throw new UsageError(`${place} is no preset`);
    }
  }
  return presets;
}

function refuseUnknown(object: JsonObject, known: readonly string[], place: string): void {
  for (const key of Object.keys(object)) {
    if (!known.includes(key))
      throw new UsageError(`${place}: unknown field "${key}"; known are ${known.join(", ")}`);
  }
}
