import { Fault, type JsonValue } from "@sequrity/engine";
import {
  type HeaderResult,
  HeaderTextsSchema,
  parseConfigHeader,
  parseFeaturesHeader,
  parsePolicyHeader,
  validateHeaderTexts,
} from "@sequrity/wire";
import { policyFindings } from "../policy-findings.ts";
import { type Route, readJsonBody, sendJson } from "./route.ts";

/** `POST /control/v1/validate-headers`: what is wrong with the config headers, before anything is sent with them. */
export const validateHeaders: Route = {
  method: "POST",
  path: "/control/v1/validate-headers",
  what: "check the texts of X-Features, X-Policy and X-Config",
  authenticated: false,
  takes: { body: { name: "HeaderTexts", schema: HeaderTextsSchema } },
  async answer(request, reply) {
    const body = validateHeaderTexts(readJsonBody(request));
    if (!body.ok) {
      throw new Fault("invalid_request", body.message, body.param === "" ? {} : { param: body.param });
    }
    const { x_features: features, x_policy: policy, x_config: config } = body.value;
    return sendJson(reply, {
      x_features: await check(features, parseFeaturesHeader),
      x_policy: await check(policy, parsePolicyHeader, policyFindings),
      x_config: await check(config, parseConfigHeader),
    });
  },
};

async function check<T>(
  text: string | null | undefined,
  parse: (text: string) => HeaderResult<T>,
  errorsIn: (value: T) => Promise<readonly string[]> = () => Promise.resolve([]),
): Promise<JsonValue> {
  if (text === null || text === undefined) return null;
  const parsed = parse(text);
  if (!parsed.ok) return { valid: false, normalized: null, errors: parsed.errors };
  const errors = await errorsIn(parsed.value);
  return { valid: errors.length === 0, normalized: parsed.normalized, errors };
}
