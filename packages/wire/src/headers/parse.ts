import type { TSchema } from "typebox";
import { type JsonObject, type JsonValue, parseJson } from "../json.ts";
import { compileCheck } from "../schema/compile.ts";
import { checkConfig, checkFeatures, checkPolicy } from "./check.ts";
import { type ConfigHeader, ConfigHeaderSchema } from "./config.ts";
import { type FeaturesHeader, FeaturesHeaderSchema } from "./features.ts";
import { normalizeConfig, normalizeFeatures, normalizePolicy } from "./normalize.ts";
import { type PolicyHeader, PolicyHeaderSchema } from "./policy.ts";

/** The one place where the server reads the config headers: text in, checked value or errors out. */

export type HeaderResult<T> =
  | { readonly ok: true /** As given. */; readonly value: T; readonly normalized: JsonObject }
  | {
      readonly ok: false /** Each names the field, what was found, what is allowed. */;
      readonly errors: string[];
    };

interface HeaderKind<T> {
  readonly accepts: (value: unknown) => value is T;
  readonly complaints: (value: unknown) => string[];
  readonly normalize: (value: T) => JsonObject;
}

function headerKind<T>(
  schema: TSchema,
  complaints: (value: unknown) => string[],
  normalize: (value: T) => JsonObject,
): HeaderKind<T> {
  const check = compileCheck(schema);
  return { accepts: (value): value is T => check(value), complaints, normalize };
}

const features = headerKind<FeaturesHeader>(FeaturesHeaderSchema, checkFeatures, normalizeFeatures);
const policy = headerKind<PolicyHeader>(PolicyHeaderSchema, checkPolicy, normalizePolicy);
const config = headerKind<ConfigHeader>(ConfigHeaderSchema, checkConfig, normalizeConfig);

/**
 * A header's text out of what Node gives, which is one character per byte: UTF-8 where the bytes are, else as it is.
 * Text that already has characters beyond a byte's comes back unchanged.
 */
export function decodeHeaderText(raw: string): string {
  const bytes = new Uint8Array(raw.length);
  let plain = true;
  for (let index = 0; index < raw.length; index++) {
    const code = raw.charCodeAt(index);
    if (code > 0xff) return raw;
    if (code > 0x7f) plain = false;
    bytes[index] = code;
  }
  if (plain) return raw;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return raw;
  }
}

function parseHeader<T>(kind: HeaderKind<T>, text: string): HeaderResult<T> {
  let value: JsonValue;
  try {
    value = parseJson(text);
  } catch (error) {
    return {
      ok: false,
      errors: [`Invalid JSON: ${error instanceof Error ? error.message : "not readable"}`],
    };
  }
  if (kind.accepts(value)) return { ok: true, value, normalized: kind.normalize(value) };
  const errors = kind.complaints(value);
  // INVARIANT: what the compiled check refuses is refused, whether or not there are words for it.
  return { ok: false, errors: errors.length > 0 ? errors : ["does not fit the header's schema"] };
}

/** Reads the text of `X-Features` (decoded: see `decodeHeaderText`). */
export function parseFeaturesHeader(text: string): HeaderResult<FeaturesHeader> {
  return parseHeader(features, text);
}

/** Reads the text of `X-Policy`. The policies in it are not looked at: that is SQRT's or Cedar's. */
export function parsePolicyHeader(text: string): HeaderResult<PolicyHeader> {
  return parseHeader(policy, text);
}

/** Reads the text of `X-Config`. */
export function parseConfigHeader(text: string): HeaderResult<ConfigHeader> {
  return parseHeader(config, text);
}
