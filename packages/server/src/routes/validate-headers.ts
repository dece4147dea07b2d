import { Fault, type JsonObject, type JsonValue } from "@sequrity/engine";
import { type HeaderResult, parseConfigHeader, parseFeaturesHeader, parsePolicyHeader } from "@sequrity/wire";
import { isObject, own } from "../json-fields.ts";
import { policyFindings } from "../policy-findings.ts";
import { type Route, readJsonBody, sendJson } from "./route.ts";

/** `POST /control/v1/validate-headers`: what is wrong with the config headers, before anything is sent with them. */
export const validateHeaders: Route = {
  method: "POST",
  path: "/control/v1/validate-headers",
  what: "check the texts of X-Features, X-Policy and X-Config",
  authenticated: false,
  async answer(request, reply) {
    const body = readJsonBody(request);
    if (!isObject(body)) throw new Fault("invalid_request", "The body: an object is expected.");
    return sendJson(reply, {
      x_features: await check(body, "x_features", parseFeaturesHeader),
      x_policy: await check(body, "x_policy", parsePolicyHeader, policyFindings),
      x_config: await check(body, "x_config", parseConfigHeader),
    });
  },
};

async function check<T>(
  body: JsonObject,
  name: string,
  parse: (text: string) => HeaderResult<T>,
  errorsIn: (value: T) => Promise<readonly string[]> = () => Promise.resolve([]),
): Promise<JsonValue> {
  const text = own(body, name) ?? null;
  if (text === null) return null;
  if (typeof text !== "string") {
    throw new Fault("invalid_request", `${name}: the header's text, or null, is expected.`, { param: name });
  }
  const parsed = parse(text);
  if (!parsed.ok) return { valid: false, normalized: null, errors: parsed.errors };
  const errors = await errorsIn(parsed.value);
  return { valid: errors.length === 0, normalized: parsed.normalized, errors };
}
