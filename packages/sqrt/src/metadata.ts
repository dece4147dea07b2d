/**
 * Metadata: three sets of strings on every value. Sets and metadata are hash-consed: two that are equal are the
 * same object, so that callers compare with `===`. The tables hold their entries weakly, so they never outgrow
 * what is in use.
 */

/** The fields of metadata, in the order in which they are printed. */
export type Field = "producers" | "consumers" | "tags";

/** An interned set of strings. Universal sets contain every string and list no members. */
export interface LabelSet {
  readonly universal: boolean;
  /** Sorted by UTF-16 code units, without duplicates. */
  readonly members: readonly string[];
}

/** Who made a value, who may use it, and the labels on it. */
export interface Metadata {
  readonly producers: LabelSet;
  readonly consumers: LabelSet;
  readonly tags: LabelSet;
}

/** Metadata as it crosses a process boundary: sorted lists, `["*"]` for universal. */
export interface MetadataJson {
  producers: string[];
  consumers: string[];
  tags: string[];
}

/** The tag of values that the planning model is never shown. */
export const NON_EXECUTABLE_TAG = "__non_executable";
/** The tag of values that no model may be given. */
export const LLM_BLOCKED_TAG = "__llm_blocked";

class WeakTable<V extends object> {
  readonly #entries = new Map<string, WeakRef<V>>();
  readonly #cleanup = new FinalizationRegistry<string>((key) => {
    const entry = this.#entries.get(key);
    if (entry !== undefined && entry.deref() === undefined) this.#entries.delete(key);
  });

  intern(key: string, make: () => V): V {
    const known = this.#entries.get(key)?.deref();
    if (known !== undefined) return known;
    const value = make();
    this.#entries.set(key, new WeakRef(value));
    this.#cleanup.register(value, key);
    return value;
  }
}

const setTable = new WeakTable<LabelSet>();
const metadataTable = new WeakTable<Metadata>();
const setIds = new WeakMap<LabelSet, number>();
const joins = new WeakMap<Metadata, WeakMap<Metadata, Metadata>>();
let nextSetId = 0;

function internSet(key: string, universal: boolean, members: readonly string[]): LabelSet {
  return setTable.intern(key, () => {
    const set: LabelSet = Object.freeze({ universal, members: Object.freeze([...members]) });
    setIds.set(set, nextSetId++);
    return set;
  });
}

/** The set that contains every string. */
export const universalSet: LabelSet = internSet("*", true, []);
/** The set that contains nothing. */
export const emptySet: LabelSet = internSet("[]", false, []);

function internSorted(members: readonly string[]): LabelSet {
  return members.length === 0 ? emptySet : internSet(JSON.stringify(members), false, members);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The interned set of the given strings; `"*"` among them makes it universal. */
export function labelSet(members: Iterable<string>): LabelSet {
  const unique = new Set(members);
  if (unique.has("*")) return universalSet;
  return internSorted([...unique].sort(compareText));
}

/** Whether the set contains the string. */
export function hasLabel(set: LabelSet, label: string): boolean {
  if (set.universal) return true;
  let low = 0;
  let high = set.members.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const member = set.members[middle];
    if (member === undefined) return false;
    if (member === label) return true;
    if (member < label) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}

/** Union; with universal it is universal. */
export function unionSets(a: LabelSet, b: LabelSet): LabelSet {
  if (a === b || b === emptySet) return a;
  if (a === emptySet) return b;
  if (a.universal || b.universal) return universalSet;
  return labelSet([...a.members, ...b.members]);
}

/** Intersection; with universal it is the other set. */
export function intersectSets(a: LabelSet, b: LabelSet): LabelSet {
  if (a === b || b.universal) return a;
  if (a.universal) return b;
  return internSorted(a.members.filter((member) => hasLabel(b, member)));
}

/** The interned metadata of three interned sets. */
export function metadataFrom(producers: LabelSet, consumers: LabelSet, tags: LabelSet): Metadata {
  const key = `${setIds.get(producers)}/${setIds.get(consumers)}/${setIds.get(tags)}`;
  return metadataTable.intern(key, () => Object.freeze({ producers, consumers, tags }));
}

/** The default metadata of a value: nobody made it, everybody may use it, no tags. Neutral for joins. */
export const emptyMetadata: Metadata = metadataFrom(emptySet, universalSet, emptySet);

/** Metadata from its JSON form; an absent field is the default of `emptyMetadata`. */
export function metadataOf(json: Partial<MetadataJson>): Metadata {
  return metadataFrom(
    json.producers === undefined ? emptySet : labelSet(json.producers),
    json.consumers === undefined ? universalSet : labelSet(json.consumers),
    json.tags === undefined ? emptySet : labelSet(json.tags),
  );
}

function setToJson(set: LabelSet): string[] {
  return set.universal ? ["*"] : [...set.members];
}

/** The JSON form: sorted lists, `["*"]` for universal. */
export function metadataToJson(metadata: Metadata): MetadataJson {
  return {
    producers: setToJson(metadata.producers),
    consumers: setToJson(metadata.consumers),
    tags: setToJson(metadata.tags),
  };
}

/**
 * The metadata of a value derived from both: producers and tags are united, consumers intersected.
 * INVARIANT: nothing that either side carries is lost, and nobody may use the result who may not use both.
 */
export function joinMetadata(a: Metadata, b: Metadata): Metadata {
  if (a === b || b === emptyMetadata) return a;
  if (a === emptyMetadata) return b;
  let known = joins.get(a);
  if (known === undefined) {
    known = new WeakMap();
    joins.set(a, known);
  }
  let joined = known.get(b);
  if (joined === undefined) {
    joined = metadataFrom(
      unionSets(a.producers, b.producers),
      intersectSets(a.consumers, b.consumers),
      unionSets(a.tags, b.tags),
    );
    known.set(b, joined);
  }
  return joined;
}

/** The metadata with one field replaced. */
export function withField(metadata: Metadata, field: Field, set: LabelSet): Metadata {
  if (metadata[field] === set) return metadata;
  return metadataFrom(
    field === "producers" ? set : metadata.producers,
    field === "consumers" ? set : metadata.consumers,
    field === "tags" ? set : metadata.tags,
  );
}

/** The metadata with tags added. */
export function withTags(metadata: Metadata, tags: Iterable<string>): Metadata {
  return withField(metadata, "tags", unionSets(metadata.tags, labelSet(tags)));
}

/** The metadata with producers added. */
export function withProducers(metadata: Metadata, producers: Iterable<string>): Metadata {
  return withField(metadata, "producers", unionSets(metadata.producers, labelSet(producers)));
}

/** Whether the planning model must not see the value: it is tagged `__non_executable`, or with everything. */
export function isNonExecutable(metadata: Metadata): boolean {
  return hasLabel(metadata.tags, NON_EXECUTABLE_TAG);
}
