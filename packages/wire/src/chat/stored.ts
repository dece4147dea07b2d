import { type Static, Type } from "typebox";
import { refusalOf } from "../responses/elements.ts";
import { compileCheck } from "../schema/compile.ts";
import { nullable, recordOf } from "../schema/shapes.ts";
import type { RequestResult } from "./request.ts";

/** The body that changes a stored chat completion. */
export const CompletionUpdateSchema = Type.Object({ metadata: nullable(recordOf(Type.String())) });
export type CompletionUpdate = Static<typeof CompletionUpdateSchema>;

const accepts = compileCheck(CompletionUpdateSchema);

function isUpdate(body: unknown): body is CompletionUpdate {
  return accepts(body);
}

/** Checks the body of `POST …/chat/completions/{id}`. */
export function validateCompletionUpdate(body: unknown): RequestResult<CompletionUpdate> {
  return isUpdate(body) ? { ok: true, value: body } : refusalOf(CompletionUpdateSchema, body);
}
