import { findMismatches, type Mismatch } from "../schema/mismatch.ts";
import { type ConfigHeader, ConfigHeaderSchema } from "./config.ts";
import { type FeaturesHeader, FeaturesHeaderSchema } from "./features.ts";
import { type PolicyHeader, PolicyHeaderSchema } from "./policy.ts";

/**
 * Checks header values without a compiler, for the SDK: a browser may forbid code made at run time. The server's
 * way in is parse.ts.
 */

function line({ path, message }: Mismatch): string {
  return path === "" ? message : `${path}: ${message}`;
}

/** So many findings are given: a header of nothing but mistakes must not become an answer many times its size. */
const findingsMax = 20;

function findings(schema: object, value: unknown): string[] {
  const lines: string[] = [];
  for (const mismatch of findMismatches(schema, value)) {
    if (lines.length === findingsMax) return [...lines, "there are more mistakes than these"];
    lines.push(line(mismatch));
  }
  return lines;
}

/** What is wrong with a value that should be `X-Features`; empty when nothing is. */
export function checkFeatures(value: unknown): string[] {
  return findings(FeaturesHeaderSchema, value);
}

/** What is wrong with a value that should be `X-Policy`; empty when nothing is. */
export function checkPolicy(value: unknown): string[] {
  return findings(PolicyHeaderSchema, value);
}

/** What is wrong with a value that should be `X-Config`; empty when nothing is. */
export function checkConfig(value: unknown): string[] {
  return findings(ConfigHeaderSchema, value);
}

export type { ConfigHeader, FeaturesHeader, PolicyHeader };
export { ConfigHeaderSchema, FeaturesHeaderSchema, PolicyHeaderSchema };
