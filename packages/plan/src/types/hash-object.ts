/** The objects of `hashlib`: what was fed into one is in its shape's label. */
import { deepMethod, defineMethods } from "../builtins/define.ts";
import { raise } from "../errors.ts";
import { wrongReceiver } from "../modules/arguments.ts";
import { digest, hashSizes } from "../python/hashing.ts";
import type { Run } from "../run.ts";
import { PyInstance } from "../value/class.ts";
import { builtinClass, objectClass, typeName } from "../value/classes.ts";
import { PyBytes } from "../value/scalar.ts";
import type { Value } from "../value/value.ts";
import { readOnly, refuseAttributes } from "./immutable.ts";

export const hashClass = builtinClass("HASH", objectClass, "_hashlib");

export class PyHash extends PyInstance {
  readonly algorithm: string;
  readonly fed: Uint8Array[];
  constructor(algorithm: string, fed: Uint8Array[]) {
    super(hashClass);
    this.algorithm = algorithm;
    this.fed = fed;
  }
}

/** What a hash can be fed with; TypeError. */
export function hashInput(run: Run, value: Value): Uint8Array {
  if (value instanceof PyBytes) return value.bytes;
  if (typeof value === "string") throw raise(run, "TypeError", "Strings must be encoded before hashing");
  throw raise(run, "TypeError", "object supporting the buffer API required");
}

function hashOf(run: Run, value: Value = null): PyHash {
  if (value instanceof PyHash) return value;
  throw wrongReceiver(run, hashClass, value);
}

const bytesOf = (run: Run, hash: PyHash): Uint8Array => digest(hash.algorithm, hash.fed, run.chargeBytes);

defineMethods(hashClass, [
  deepMethod("update(self, obj, /)", (run, self, data = null) => {
    const hash = hashOf(run, self);
    const bytes = hashInput(run, data);
    run.chargeCells(1, hash.fed.length + 1);
    hash.shape = run.join(hash.shape, run.join(run.label, run.pc));
    hash.fed.push(bytes);
    return null;
  }),
  deepMethod("digest(self)", (run, self) => new PyBytes(bytesOf(run, hashOf(run, self)))),
  deepMethod("hexdigest(self)", (run, self) => Buffer.from(bytesOf(run, hashOf(run, self))).toString("hex")),
  deepMethod("copy(self)", (run, self): Value => {
    const { algorithm, fed, shape } = hashOf(run, self);
    run.chargeCells(fed.length);
    const copy = new PyHash(algorithm, fed.slice());
    copy.shape = shape;
    return copy;
  }),
  deepMethod(
    "__repr__(self)",
    (run, self) => `<${hashOf(run, self).algorithm} ${typeName(self ?? null)} object>`,
  ),
]);
readOnly(hashClass, "name", (run, self) => hashOf(run, self).algorithm);
readOnly(hashClass, "digest_size", (run, self) => hashSizes(hashOf(run, self).algorithm).digestSize);
readOnly(hashClass, "block_size", (run, self) => hashSizes(hashOf(run, self).algorithm).blockSize);
refuseAttributes(hashClass);
