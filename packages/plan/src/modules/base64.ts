/** `base64`: bytes in, bytes out; the decoders take ASCII text too. */
import { deep } from "../builtins/define.ts";
import { raise } from "../errors.ts";
import * as pure from "../python/base64.ts";
import type { Run } from "../run.ts";
import { defineModuleException, typeName } from "../value/classes.ts";
import { PyBytes } from "../value/scalar.ts";
import { isTrue } from "../value/truth.ts";
import type { Value } from "../value/value.ts";
import { defineModule } from "./registry.ts";

defineModuleException("binascii", "Error", "ValueError");

function bytesOf(run: Run, value: Value, who = ""): Uint8Array {
  if (value instanceof PyBytes) return value.bytes;
  throw raise(run, "TypeError", `${who}a bytes-like object is required, not '${typeName(value)}'`);
}

/** What a decoder takes: bytes, or text of ASCII characters. */
function encodedOf(run: Run, value: Value): Uint8Array {
  if (value instanceof PyBytes) return value.bytes;
  if (typeof value !== "string")
    throw raise(
      run,
      "TypeError",
      `argument should be a bytes-like object or ASCII string, not '${typeName(value)}'`,
    );
  run.chargeBytes(value.length);
  return pure.asciiBytes(value);
}

/** The two characters that stand for `+` and `/`. */
function alternatives(run: Run, value: Value, given: Uint8Array): string {
  if (given.length !== 2)
    throw raise(
      run,
      "AssertionError",
      value instanceof PyBytes ? `b'${Buffer.from(given).toString("latin1")}'` : undefined,
    );
  return Buffer.from(given).toString("latin1");
}

function made(run: Run, bytes: Uint8Array): PyBytes {
  run.chargeText(bytes.length);
  return new PyBytes(bytes);
}

const encoder = (name: string, letters: string) =>
  deep(`@${name}(s)`, (run, s = null) =>
    made(run, pure.base64Encode(bytesOf(run, s), letters, run.chargeBytes)),
  );

const decoder = (name: string, letters: string) =>
  deep(`@${name}(s)`, (run, s = null) => made(run, pure.base64Decode(encodedOf(run, s), letters)));

defineModule("base64", {
  b16decode: deep("@b16decode(s, casefold=False)", (run, s = null, fold = false) =>
    made(run, pure.base16Decode(encodedOf(run, s), isTrue(run, fold))),
  ),
  b16encode: deep("@b16encode(s)", (run, s = null) => made(run, pure.base16Encode(bytesOf(run, s)))),
  b32decode: deep("@b32decode(s, casefold=False)", (run, s = null, fold = false) =>
    made(run, pure.base32Decode(encodedOf(run, s), isTrue(run, fold))),
  ),
  b32encode: deep("@b32encode(s)", (run, s = null) =>
    made(run, pure.base32Encode(bytesOf(run, s, "memoryview: "), run.chargeBytes)),
  ),
  b64decode: deep(
    "@b64decode(s, altchars=None, validate=False)",
    (run, s = null, letters = null, validate = false) =>
      made(
        run,
        pure.base64Decode(
          encodedOf(run, s),
          letters === null ? "+/" : alternatives(run, letters, encodedOf(run, letters)),
          isTrue(run, validate),
        ),
      ),
  ),
  b64encode: deep("@b64encode(s, altchars=None)", (run, s = null, letters = null) =>
    made(
      run,
      pure.base64Encode(
        bytesOf(run, s),
        letters === null ? "+/" : alternatives(run, letters, bytesOf(run, letters)),
        run.chargeBytes,
      ),
    ),
  ),
  standard_b64decode: decoder("standard_b64decode", "+/"),
  standard_b64encode: encoder("standard_b64encode", "+/"),
  urlsafe_b64decode: decoder("urlsafe_b64decode", "-_"),
  urlsafe_b64encode: encoder("urlsafe_b64encode", "-_"),
});
