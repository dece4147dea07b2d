import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  parseJson,
  type WritableJson,
  writeJson,
} from "./json.ts";

/**
 * The content of a dual-LLM answer: JSON in the text of the assistant's message (ResponseContentJsonSchema).
 */

export type TurnErrorCode =
  | "policy_violation"
  | "control_flow_violation"
  | "program_error"
  | "plan_syntax_error"
  | "budget_exceeded"
  | "not_enough_information"
  | "tool_error"
  | "model_error"
  | "clarification_needed";

/** Metadata as JSON: sorted lists, `["*"]` for the universal set. */
export interface ContentMeta {
  readonly producers: readonly string[];
  readonly consumers: readonly string[];
  readonly tags: readonly string[];
}
/** A value as it is written. `value` may be a `JsonText`: the text that the run itself wrote. */
export interface WrittenValue {
  readonly value: WritableJson;
  readonly meta: ContentMeta;
}
interface WrittenDetails {
  readonly program?: string;
  readonly policy_check_history?: readonly WritableJson[];
  readonly namespace_snapshot?: Readonly<Record<string, WrittenValue>>;
  /** Its value is always null: a session has metadata alone. */
  readonly session_meta?: WrittenValue;
  readonly message_history_mismatch_detected?: boolean;
}
export type ResponseContent =
  | ({ readonly status: "success"; readonly final_return_value: WrittenValue } & WrittenDetails)
  | ({
      readonly status: "failure";
      readonly error: { readonly code: TurnErrorCode; readonly message: string };
      /** A run may have set its answer before it failed. */
      readonly final_return_value?: WrittenValue;
    } & WrittenDetails);

function writtenValue(written: WrittenValue): WritableJson {
  const { producers, consumers, tags } = written.meta;
  return { value: written.value, meta: { producers, consumers, tags } };
}

/**
 * The JSON text of an answer's content, with `", "` and `": "`, fields in the schema's order. Fields that are not
 * given are absent, never null.
 */
export function writeResponseContent(content: ResponseContent): string {
  const { final_return_value: answer, namespace_snapshot: snapshot, session_meta: session } = content;
  return writeJson({
    status: content.status,
    final_return_value: answer && writtenValue(answer),
    error:
      content.status === "failure" ? { code: content.error.code, message: content.error.message } : undefined,
    program: content.program,
    namespace_snapshot:
      snapshot &&
      Object.fromEntries(Object.entries(snapshot).map(([name, value]) => [name, writtenValue(value)])),
    session_meta: session && writtenValue(session),
    policy_check_history: content.policy_check_history,
    message_history_mismatch_detected: content.message_history_mismatch_detected,
  });
}

export interface ContentValue {
  readonly value: JsonValue;
  readonly meta?: Partial<ContentMeta>;
}
/** An answer's content as a client reads it. Fields that the server did not send are absent. */
export interface DualLlmContent {
  readonly status: "success" | "failure" | "unknown";
  readonly final_return_value?: ContentValue;
  readonly error?: { readonly code: string; readonly message: string };
  readonly program?: string;
  readonly policy_check_history?: readonly JsonObject[];
  readonly namespace_snapshot?: Readonly<Record<string, ContentValue>>;
  readonly session_meta?: ContentValue;
  readonly message_history_mismatch_detected?: boolean;
  /** The text as it came, when it is not an answer of this form. */
  readonly raw?: string;
}

function readSet(value: JsonValue | undefined): readonly string[] | undefined {
  return Array.isArray(value) && value.every((item) => typeof item === "string") ? value : undefined;
}

/** A value with its metadata; undefined when it is none. Metadata that is absent or null is left out. */
function readValue(value: JsonValue | undefined): ContentValue | undefined {
  if (!isJsonObject(value) || value.value === undefined) return undefined;
  const meta = value.meta;
  if (!isJsonObject(meta)) return { value: value.value };
  const producers = readSet(meta.producers);
  const consumers = readSet(meta.consumers);
  const tags = readSet(meta.tags);
  return {
    value: value.value,
    meta: { ...(producers && { producers }), ...(consumers && { consumers }), ...(tags && { tags }) },
  };
}

function readSnapshot(value: JsonValue | undefined): Readonly<Record<string, ContentValue>> | undefined {
  if (!isJsonObject(value)) return undefined;
  const entries: [string, ContentValue][] = [];
  for (const [name, item] of Object.entries(value)) {
    const read = readValue(item);
    if (read !== undefined) entries.push([name, read]);
  }
  return Object.fromEntries(entries);
}

function readError(value: JsonValue | undefined): { code: string; message: string } | undefined {
  if (!isJsonObject(value) || typeof value.code !== "string" || typeof value.message !== "string")
    return undefined;
  return { code: value.code, message: value.message };
}

function readJsonObject(text: string): JsonObject | undefined {
  try {
    const value = parseJson(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Reads the text of a dual-LLM answer. It never throws: text that is not such an answer (null, a stripped value, text
 * cut off) has status `unknown` and comes back as `raw`. Null fields count as absent, unknown ones are ignored.
 */
export function parseDualLlmContent(text: string | null | undefined): DualLlmContent {
  const raw = text ?? "";
  const body = readJsonObject(raw);
  const status = body?.status;
  if (body === undefined || (status !== "success" && status !== "failure")) return { status: "unknown", raw };
  const answer = readValue(body.final_return_value);
  const error = readError(body.error);
  const snapshot = readSnapshot(body.namespace_snapshot);
  const session = readValue(body.session_meta);
  const history = Array.isArray(body.policy_check_history)
    ? body.policy_check_history.filter(isJsonObject)
    : undefined;
  const mismatch = body.message_history_mismatch_detected;
  return {
    status,
    ...(answer && { final_return_value: answer }),
    ...(error && { error }),
    ...(typeof body.program === "string" && { program: body.program }),
    ...(history && { policy_check_history: history }),
    ...(snapshot && { namespace_snapshot: snapshot }),
    ...(session && { session_meta: session }),
    ...(typeof mismatch === "boolean" && { message_history_mismatch_detected: mismatch }),
  };
}
