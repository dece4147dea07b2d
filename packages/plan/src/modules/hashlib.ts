/** `hashlib`. */
import { absent, deep } from "../builtins/define.ts";
import { raise, Unsupported } from "../errors.ts";
import { hashNames } from "../python/hashing.ts";
import { hashInput, PyHash } from "../types/hash-object.ts";
import type { PyBuiltin } from "../value/callable.ts";
import type { Value } from "../value/value.ts";
import { textArgument } from "./arguments.ts";
import { defineModule } from "./registry.ts";

function hashFunction(name: string): PyBuiltin {
  return deep(`${name}(string=?, *, usedforsecurity=True)`, (run, data = absent): Value => {
    const hash = new PyHash(name, data === absent ? [] : [hashInput(run, data)]);
    hash.shape = run.label;
    return hash;
  });
}

/** Algorithms of CPython's OpenSSL that only `hashlib.new` gives. */
const onlyByName = /^(ripemd160|sm3|md5-sha1|sha512[-_/](224|256))$/i;

const byName = deep(
  "@__hash_new(name, data=?, *, usedforsecurity=True)",
  (run, given = null, data = absent): Value => {
    const name = textArgument(run, given, "name must be a string");
    if (onlyByName.test(name)) throw new Unsupported(`hashlib.new("${name}"); use sha256`, run.at);
    const known = hashNames.find((one) => one === name.toLowerCase().replaceAll("-", "_"));
    if (known === undefined) throw raise(run, "ValueError", `unsupported hash type ${name}`);
    const hash = new PyHash(known, data === absent ? [] : [hashInput(run, data)]);
    hash.shape = run.label;
    return hash;
  },
);

defineModule("hashlib", {
  ...Object.fromEntries(hashNames.map((name) => [name, hashFunction(name)])),
  new: byName,
});
