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

/** What is wrong with a value that should be `X-Features`; empty when nothing is. */
export function checkFeatures(value: unknown): string[] {
  return Array.from(findMismatches(FeaturesHeaderSchema, value), line);
}

/** What is wrong with a value that should be `X-Policy`; empty when nothing is. */
export function checkPolicy(value: unknown): string[] {
  return Array.from(findMismatches(PolicyHeaderSchema, value), line);
}

/** What is wrong with a value that should be `X-Config`; empty when nothing is. */
export function checkConfig(value: unknown): string[] {
  return Array.from(findMismatches(ConfigHeaderSchema, value), line);
}

export type { ConfigHeader, FeaturesHeader, PolicyHeader };
export { ConfigHeaderSchema, FeaturesHeaderSchema, PolicyHeaderSchema };
