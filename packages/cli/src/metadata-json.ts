import { emptyMetadata, type Metadata, metadataOf } from "@sequrity/sqrt";
import { isJsonObject, type JsonValue } from "@sequrity/wire";
import { UsageError } from "./exit.ts";

/** Metadata from an object that holds some of the three fields; `place` names where it stood, for the error. */
export function metadataFrom(value: JsonValue | undefined, place: string): Metadata {
  if (value === undefined || value === null) return emptyMetadata;
  if (!isJsonObject(value)) throw new UsageError(`${place} must be an object`);
  const fields: { producers?: string[]; consumers?: string[]; tags?: string[] } = {};
  for (const [field, labels] of Object.entries(value)) {
    if (field !== "producers" && field !== "consumers" && field !== "tags") {
      throw new UsageError(`${place}: unknown field "${field}"; known are producers, consumers, tags`);
    }
    if (!Array.isArray(labels)) throw new UsageError(`${place}.${field} must be a list of strings`);
    fields[field] = labels.map((label: JsonValue) => {
      if (typeof label !== "string") throw new UsageError(`${place}.${field} must be a list of strings`);
      return label;
    });
  }
  return metadataOf(fields);
}
