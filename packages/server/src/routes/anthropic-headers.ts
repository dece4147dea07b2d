import { Fault } from "@sequrity/engine";
import type { FastifyRequest } from "fastify";
import { headerText } from "./route.ts";

/** Headers of the Messages API that a provider of it is to see as they came. */
const passed = ["anthropic-version", "anthropic-beta"] as const;
const form = /^[\w.,;=+\- ]{1,1024}$/;

/**
 * The caller's headers about the API; undefined when there are none.
 *
 * @throws {Fault} `invalid_request`, naming the header
 */
export function anthropicHeaders(request: FastifyRequest): Readonly<Record<string, string>> | undefined {
  const found: Record<string, string> = {};
  for (const name of passed) {
    const value = request.headers[name];
    const text = Array.isArray(value) ? value.join(",") : headerText(request, name);
    if (text === undefined) continue;
    if (!form.test(text)) {
      throw new Fault("invalid_request", `${name}: a list of plain words is expected.`, { param: name });
    }
    found[name] = text;
  }
  return Object.keys(found).length === 0 ? undefined : found;
}
