import { createHash } from "node:crypto";
import { canonicalJson, jsonOf } from "./json.ts";

/** A hash of plain data that does not depend on the order of its keys: what an effect is recorded under. */
export function hashOf(data: unknown): string {
  return createHash("sha256")
    .update(canonicalJson(jsonOf(data)))
    .digest("base64url");
}
