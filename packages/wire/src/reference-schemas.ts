import { readFileSync } from "node:fs";

/** The JSON Schemas of whole answers, as the product was asked to give them (`schemas/`). Node only: they are read from files. */

export const answerSchemaNames = ["ChatCompletionResponse", "ResponsesResponse"] as const;
export type AnswerSchemaName = (typeof answerSchemaNames)[number];

/** The schema of an answer: draft 2020-12, its parts in `$defs`. */
export function answerSchema(name: AnswerSchemaName): unknown {
  return JSON.parse(readFileSync(new URL(`../schemas/${name}.json`, import.meta.url), "utf8"));
}
