import { joinMetadata, type Metadata, metadataOf, metadataToJson } from "@sequrity/sqrt";
import type { JsonObject, JsonValue } from "./conversation.ts";
import { isJsonList, isJsonObject, readJson } from "./json.ts";

/**
 * Results that bring their own metadata: `{"value", "meta", "is_sequrity_var": true, "combine_meta"?}` as the whole
 * content of a tool message (security.md, M1).
 */

export type CombineMeta = "merge" | "replace" | "ignore";
export interface WrappedResult {
  readonly value: JsonValue;
  readonly meta: Metadata;
  readonly combine: CombineMeta;
}

const wrapperFields = new Set(["value", "meta", "is_sequrity_var", "combine_meta"]);
const metaFields = new Set(["producers", "consumers", "tags"]);

function labels(value: JsonValue | undefined): string[] | undefined {
  if (!isJsonList(value)) return undefined;
  const strings: string[] = [];
  for (const item of value) {
    if (typeof item !== "string") return undefined;
    strings.push(item);
  }
  return strings;
}

/**
 * Metadata as a caller writes it; a field that is absent takes its default. Undefined when it is malformed.
 * INVARIANT: nobody outside makes a value that has every tag or every producer (security.md, M6).
 */
export function readMetadata(json: JsonValue | undefined): Metadata | undefined {
  if (!isJsonObject(json) || Object.keys(json).some((field) => !metaFields.has(field))) return undefined;
  const read: { producers?: string[]; consumers?: string[]; tags?: string[] } = {};
  for (const field of ["producers", "consumers", "tags"] as const) {
    if (json[field] === undefined) continue;
    const set = labels(json[field]);
    if (set === undefined || (field !== "consumers" && set.includes("*"))) return undefined;
    read[field] = set;
  }
  return metadataOf(read);
}

function isCombine(value: JsonValue | undefined): value is CombineMeta {
  return value === "merge" || value === "replace" || value === "ignore";
}

function readWrapper(wrapper: JsonObject): WrappedResult | undefined {
  if (wrapper.is_sequrity_var !== true || wrapper.value === undefined) return undefined;
  if (Object.keys(wrapper).some((field) => !wrapperFields.has(field))) return undefined;
  const combine = wrapper.combine_meta === undefined ? "merge" : wrapper.combine_meta;
  const meta = readMetadata(wrapper.meta);
  return meta === undefined || !isCombine(combine) ? undefined : { value: wrapper.value, meta, combine };
}

/**
 * Reads the raw content of a tool message as a wrapped result. Undefined when it is not exactly one: then it is plain
 * data, and so is a wrapper inside of it.
 */
export function readWrappedResult(content: string): WrappedResult | undefined {
  if (!content.includes('"is_sequrity_var"')) return undefined;
  const json = readJson(content);
  return isJsonObject(json) ? readWrapper(json) : undefined;
}

const reserved = (label: string): boolean => label.startsWith("__");

/**
 * The metadata that a result starts with, after its wrapper has spoken. `start` is the join of the call's arguments.
 * INVARIANT: without `labelling` a wrapper only adds tags and narrows consumers; in no case does it add or remove a tag
 * that begins `__`.
 */
export function applyWrapper(start: Metadata, wrapped: WrappedResult, labelling: boolean): Metadata {
  const { meta } = wrapped;
  const tags = meta.tags.members.filter((tag) => !reserved(tag));
  const consumers = metadataToJson(meta).consumers;
  if (!labelling) return joinMetadata(start, metadataOf({ consumers, tags }));
  const producers = [...meta.producers.members];
  switch (wrapped.combine) {
    case "ignore":
      return start;
    case "merge":
      return joinMetadata(start, metadataOf({ producers, consumers, tags }));
    case "replace": {
      if (start.tags.universal) return joinMetadata(start, metadataOf({ producers, consumers }));
      const kept = start.tags.members.filter(reserved);
      return metadataOf({ producers, consumers, tags: [...tags, ...kept] });
    }
  }
}
