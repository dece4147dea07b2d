/** `hashlib`. */
import { absent, deep } from "../builtins/define.ts";
import { hashInput, PyHash } from "../types/hash-object.ts";
import type { PyBuiltin } from "../value/callable.ts";
import type { Value } from "../value/value.ts";
import { defineModule } from "./registry.ts";

function hashFunction(name: string): PyBuiltin {
  return deep(`${name}(string=?, *, usedforsecurity=True)`, (run, data = absent): Value => {
    const hash = new PyHash(name, data === absent ? [] : [hashInput(run, data)]);
    hash.shape = run.label;
    return hash;
  });
}

defineModule(
  "hashlib",
  Object.fromEntries(
    ["md5", "sha1", "sha224", "sha256", "sha384", "sha512"].map((name) => [name, hashFunction(name)]),
  ),
);
