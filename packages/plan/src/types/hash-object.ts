/** The objects of `hashlib`: what was fed into one is in its shape's label. */
import { absent, deepMethod, defineMethods } from "../builtins/define.ts";
import { raise } from "../errors.ts";
import { sizeArgument, wrongReceiver } from "../modules/arguments.ts";
import { digest, hashSizes, isExtendable } from "../python/hashing.ts";
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

/** The digest; `length` is what SHAKE takes and the others do not. */
function bytesOf(run: Run, hash: PyHash, name: string, length: Value): Uint8Array {
  const open = isExtendable(hash.algorithm);
  if (open && length === absent)
    throw raise(run, "TypeError", `${name}() missing required argument 'length' (pos 1)`);
  if (!open && length !== absent)
    throw raise(run, "TypeError", `HASH.${name}() takes no arguments (1 given)`);
  if (!open) return digest(hash.algorithm, hash.fed, run.chargeBytes);
  const size = sizeArgument(run, length);
  if (size < 0) throw raise(run, "SystemError", "Negative size passed to PyBytes_FromStringAndSize");
  run.chargeText(size);
  return digest(hash.algorithm, hash.fed, run.chargeBytes, size);
}

defineMethods(hashClass, [
  deepMethod("update(self, obj, /)", (run, self, data = null) => {
    const hash = hashOf(run, self);
    const bytes = hashInput(run, data);
    run.chargeCells(1, hash.fed.length + 1);
    hash.shape = run.join(hash.shape, run.join(run.label, run.pc));
    hash.fed.push(bytes);
    return null;
  }),
  deepMethod(
    "digest(self, length=?)",
    (run, self, length = absent) => new PyBytes(bytesOf(run, hashOf(run, self), "digest", length)),
  ),
  deepMethod("hexdigest(self, length=?)", (run, self, length = absent) =>
    Buffer.from(bytesOf(run, hashOf(run, self), "hexdigest", length)).toString("hex"),
  ),
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
