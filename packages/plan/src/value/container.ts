/**
 * Containers label their elements lazily: `each` is the label of every element until one differs; then `labels` holds
 * one per element. `shape` labels what the container's length, keys and order tell.
 */
import type { Label } from "../metadata.ts";
import type { PyClass, PyInstance } from "./class.ts";
import { KeyEnds } from "./key-ends.ts";
import type { Value } from "./value.ts";

export class PyList {
  items: Value[];
  labels: Label[] | null;
  each: Label;
  shape: Label;
  constructor(items: Value[], each: Label = 0, shape: Label = 0, labels: Label[] | null = null) {
    this.items = items;
    this.labels = labels;
    this.each = each;
    this.shape = shape;
  }
  labelAt(index: number): Label {
    return this.labels === null ? this.each : (this.labels[index] ?? 0);
  }
  push(value: Value, label: Label): void {
    if (this.labels === null && label !== this.each) {
      if (this.items.length === 0) this.each = label;
      else this.labels = new Array<Label>(this.items.length).fill(this.each);
    }
    this.items.push(value);
    if (this.labels !== null) this.labels.push(label);
  }
  set(index: number, value: Value, label: Label): void {
    this.items[index] = value;
    if (this.labels === null) {
      if (label === this.each) return;
      this.labels = new Array<Label>(this.items.length).fill(this.each);
    }
    this.labels[index] = label;
  }
  /** One label per element. */
  ownLabels(): Label[] {
    if (this.labels === null) this.labels = new Array<Label>(this.items.length).fill(this.each);
    return this.labels;
  }
  replace(items: Value[], labels: Label[] | null, each: Label): void {
    this.items = items;
    this.labels = labels;
    this.each = each;
  }
}

export class PyTuple {
  readonly items: readonly Value[];
  readonly labels: readonly Label[] | null;
  readonly each: Label;
  /** Of a named tuple: its class. */
  readonly cls: PyClass | null;
  constructor(
    items: readonly Value[],
    each: Label = 0,
    labels: readonly Label[] | null = null,
    cls: PyClass | null = null,
  ) {
    this.items = items;
    this.labels = labels;
    this.each = each;
    this.cls = cls;
  }
  labelAt(index: number): Label {
    return this.labels === null ? this.each : (this.labels[index] ?? 0);
  }
}

/** What stands for a key in a JS map: equal exactly when the Python keys are equal (see `hashKey`). */
export type HashKey = string | number | bigint | symbol | null | object;

export class PyDict {
  private readonly entriesByHash = new Map<HashKey, Value>();
  /** Values by hash key, in insertion order. */
  readonly map: ReadonlyMap<HashKey, Value> = this.entriesByHash;
  /** False: all its keys and values are scalars, so there is nothing inside to look at. Stays true once it is. */
  holdsObjects = false;
  /** The keys that are not their own hash key. */
  originals: Map<HashKey, Value> | null = null;
  labels: Map<HashKey, Label> | null = null;
  each: Label;
  shape: Label;
  /** A JSON object of a result: keys can be read as attributes. */
  readonly record: boolean;
  /** Of a Counter, defaultdict, OrderedDict: its class and what it carries. */
  readonly cls: PyClass | null;
  factory: Value = null;
  /** The instance of a class of the plan that extends one of these. */
  owner: PyInstance | null = null;
  private ends: KeyEnds<HashKey> | null = null;

  constructor(each: Label = 0, shape: Label = 0, record = false, cls: PyClass | null = null) {
    this.each = each;
    this.shape = shape;
    this.record = record;
    this.cls = cls;
  }
  get size(): number {
    return this.map.size;
  }
  labelOf(key: HashKey): Label {
    return this.labels === null ? this.each : (this.labels.get(key) ?? this.each);
  }
  /** Binds `key`; a key that is there keeps its place and its first spelling (`1` stays `1` for `True`). */
  set(hash: HashKey, key: Value, value: Value, label: Label): void {
    // A key that is its own hash (an instance, a class, NaN) is kept too: a hash key cannot be told from a value again.
    if (this.ends !== null && !this.map.has(hash)) this.ends.added(hash);
    const kept = hash !== key || (typeof hash === "object" && hash !== null);
    if (typeof value === "object" && value !== null) this.holdsObjects = true;
    if (kept && !this.map.has(hash)) {
      this.originals ??= new Map();
      this.originals.set(hash, key);
      if (typeof key === "object" && key !== null) this.holdsObjects = true;
    }
    if (this.labels !== null) this.labels.set(hash, label);
    else if (label !== this.each) {
      if (this.map.size === 0) this.each = label;
      else {
        this.labels = new Map();
        for (const known of this.map.keys()) this.labels.set(known, this.each);
        this.labels.set(hash, label);
      }
    }
    this.entriesByHash.set(hash, value);
  }
  delete(hash: HashKey): boolean {
    this.ends?.deleted(hash);
    this.originals?.delete(hash);
    this.labels?.delete(hash);
    return this.entriesByHash.delete(hash);
  }
  clear(): void {
    this.ends?.cleared();
    this.entriesByHash.clear();
    this.originals = null;
    this.labels = null;
  }
  firstKey(): HashKey | undefined {
    this.ends ??= new KeyEnds(this.map);
    return this.ends.first();
  }
  lastKey(): HashKey | undefined {
    this.ends ??= new KeyEnds(this.map);
    return this.ends.last();
  }
  /** The Python key of a hash key that the map has. */
  keyOf(hash: HashKey): Value {
    const original = this.originals?.get(hash);
    if (original !== undefined) return original;
    return typeof hash === "symbol" || typeof hash === "object" ? null : hash;
  }
  *entries(): IterableIterator<readonly [Value, Value, Label]> {
    for (const [hash, value] of this.map) yield [this.keyOf(hash), value, this.labelOf(hash)];
  }
}

/** A set labels nothing but its shape: which elements it has is its shape. Iterates in insertion order. */
export class PySet {
  readonly map: Map<HashKey, Value>;
  shape: Label;
  readonly frozen: boolean;
  private ends: KeyEnds<HashKey> | null = null;
  constructor(frozen = false, shape: Label = 0) {
    this.map = new Map();
    this.shape = shape;
    this.frozen = frozen;
  }
  add(hash: HashKey, value: Value): void {
    if (!this.map.has(hash)) this.map.set(hash, value);
  }
  delete(hash: HashKey): boolean {
    this.ends?.deleted(hash);
    return this.map.delete(hash);
  }
  clear(): void {
    this.ends?.cleared();
    this.map.clear();
  }
  firstKey(): HashKey | undefined {
    this.ends ??= new KeyEnds(this.map);
    return this.ends.first();
  }
}
