/** `hashlib`, by node:crypto. */
import { createHash, createHmac } from "node:crypto";
import { type Charge, uncharged } from "./charge.ts";
import { valueError } from "./error.ts";

/** Python's name, node's name, bytes of the digest and of a block. */
const algorithms: ReadonlyMap<string, readonly [node: string, digest: number, block: number]> = new Map([
  ["md5", ["md5", 16, 64]],
  ["sha1", ["sha1", 20, 64]],
  ["sha224", ["sha224", 28, 64]],
  ["sha256", ["sha256", 32, 64]],
  ["sha384", ["sha384", 48, 128]],
  ["sha512", ["sha512", 64, 128]],
  ["sha3_224", ["sha3-224", 28, 144]],
  ["sha3_256", ["sha3-256", 32, 136]],
  ["sha3_384", ["sha3-384", 48, 104]],
  ["sha3_512", ["sha3-512", 64, 72]],
  ["blake2b", ["blake2b512", 64, 128]],
  ["blake2s", ["blake2s256", 32, 64]],
  ["shake_128", ["shake128", 0, 168]],
  ["shake_256", ["shake256", 0, 136]],
]);

/** Names of `hashlib` that plans have. */
export const hashNames: readonly string[] = [...algorithms.keys()];

export interface HashSizes {
  readonly digestSize: number;
  readonly blockSize: number;
}

/** Sizes of an algorithm; ValueError for an unknown one. */
export function hashSizes(name: string): HashSizes {
  const [, digestSize, blockSize] = found(name);
  return { digestSize, blockSize };
}

function found(name: string): readonly [string, number, number] {
  const algorithm = algorithms.get(name.toLowerCase().replaceAll("-", "_"));
  if (algorithm === undefined) throw valueError(`unsupported hash type ${name}`);
  return algorithm;
}

/** Whether whoever asks for a digest says how long it is to be. */
export function isExtendable(name: string): boolean {
  return hashSizes(name).digestSize === 0;
}

/** The digest of the parts in turn (`update` by `update`); of so many bytes where the algorithm leaves that open. */
export function digest(
  name: string,
  parts: readonly Uint8Array[],
  charge: Charge = uncharged,
  length?: number,
): Uint8Array {
  if (length === 0) return new Uint8Array();
  const hash = createHash(found(name)[0], length === undefined ? {} : { outputLength: length });
  for (const part of parts) {
    charge(part.length);
    hash.update(part);
  }
  return new Uint8Array(hash.digest());
}

/** `hmac.digest(key, message, name)`. */
export function hmacDigest(name: string, key: Uint8Array, message: Uint8Array): Uint8Array {
  return new Uint8Array(createHmac(found(name)[0], key).update(message).digest());
}
