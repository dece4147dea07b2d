/** `hashlib`. */
import { absent, deep } from "../builtins/define.ts";
import { hashNames } from "../python/hashing.ts";
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

defineModule("hashlib", Object.fromEntries(hashNames.map((name) => [name, hashFunction(name)])));
