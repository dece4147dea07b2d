import { type Static, Type } from "typebox";
import type { RequestResult } from "../chat/request.ts";
import { refusalOf } from "../responses/elements.ts";
import { compileCheck } from "../schema/compile.ts";
import { optional } from "../schema/shapes.ts";

/** The body that asks what is wrong with the texts of the three config headers. */
export const HeaderTextsSchema = Type.Object({
  x_features: optional(Type.String()),
  x_policy: optional(Type.String()),
  x_config: optional(Type.String()),
});
export type HeaderTexts = Static<typeof HeaderTextsSchema>;

const accepts = compileCheck(HeaderTextsSchema);

function isHeaderTexts(body: unknown): body is HeaderTexts {
  return accepts(body);
}

/** Checks the body of `POST …/validate-headers`. */
export function validateHeaderTexts(body: unknown): RequestResult<HeaderTexts> {
  return isHeaderTexts(body) ? { ok: true, value: body } : refusalOf(HeaderTextsSchema, body);
}
