/** `base64`: bytes in, bytes out; the decoders take ASCII text too. */
import { absent, deep } from "../builtins/define.ts";
import { raise } from "../errors.ts";
import * as pure from "../python/base64.ts";
import { ascii85Decode, ascii85Encode, ascii85Spaces, base85Decode, base85Encode } from "../python/base85.ts";
import type { Run } from "../run.ts";
import { defineModuleException, typeName } from "../value/classes.ts";
import { PyBytes } from "../value/scalar.ts";
import { isTrue } from "../value/truth.ts";
import type { Value } from "../value/value.ts";
import { sizeArgument } from "./arguments.ts";
import { defineModule } from "./registry.ts";

defineModuleException("binascii", "Error", "ValueError");

function bytesOf(run: Run, value: Value, who = ""): Uint8Array {
  if (value instanceof PyBytes) return value.bytes;
  throw raise(run, "TypeError", `${who}a bytes-like object is required, not '${typeName(value)}'`);
}

/** What a decoder takes: bytes, or text of ASCII characters. */
function encodedOf(run: Run, value: Value): Uint8Array {
  if (value instanceof PyBytes) {
    run.read(value.bytes, 2);
    return value.bytes;
  }
  if (typeof value !== "string")
    throw raise(
      run,
      "TypeError",
      `argument should be a bytes-like object or ASCII string, not '${typeName(value)}'`,
    );
  run.chargeBytes(value.length);
  run.read(value, 2);
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
  a85decode: deep(
    "@a85decode(b, *, foldspaces=False, adobe=False, ignorechars=?)",
    (run, b = null, foldSpaces = false, adobe = false, ignored = absent) =>
      made(
        run,
        ascii85Decode(
          encodedOf(run, b),
          {
            foldSpaces: isTrue(run, foldSpaces),
            adobe: isTrue(run, adobe),
            ignored: ignored === absent ? ascii85Spaces : bytesOf(run, ignored),
          },
          run.chargeBytes,
        ),
      ),
  ),
  a85encode: deep(
    "@a85encode(b, *, foldspaces=False, wrapcol=0, pad=False, adobe=False)",
    (run, b = null, foldSpaces = false, wrap = 0, pad = false, adobe = false) =>
      made(
        run,
        ascii85Encode(
          bytesOf(run, b, "memoryview: "),
          {
            foldSpaces: isTrue(run, foldSpaces),
            wrap: sizeArgument(run, wrap),
            pad: isTrue(run, pad),
            adobe: isTrue(run, adobe),
          },
          run.chargeBytes,
        ),
      ),
  ),
  b85decode: deep("@b85decode(b)", (run, b = null) =>
    made(run, base85Decode(encodedOf(run, b), run.chargeBytes)),
  ),
  b85encode: deep("@b85encode(b, pad=False)", (run, b = null, pad = false) =>
    made(run, base85Encode(bytesOf(run, b, "memoryview: "), isTrue(run, pad), run.chargeBytes)),
  ),
  b32decode: deep("@b32decode(s, casefold=False, map01=None)", (run, s = null, fold = false, one = null) => {
    const letter = one === null ? null : encodedOf(run, one);
    if (letter !== null && letter.length !== 1) throw raise(run, "AssertionError", undefined);
    const text = letter === null ? null : String.fromCharCode(letter[0] ?? 0);
    return made(run, pure.base32Decode(encodedOf(run, s), isTrue(run, fold), pure.alphabet32, text));
  }),
  b32encode: deep("@b32encode(s)", (run, s = null) =>
    made(run, pure.base32Encode(bytesOf(run, s, "memoryview: "), run.chargeBytes)),
  ),
  b32hexdecode: deep("@b32hexdecode(s, casefold=False)", (run, s = null, fold = false) =>
    made(run, pure.base32Decode(encodedOf(run, s), isTrue(run, fold), pure.alphabet32Hex)),
  ),
  b32hexencode: deep("@b32hexencode(s)", (run, s = null) =>
    made(run, pure.base32Encode(bytesOf(run, s, "memoryview: "), run.chargeBytes, pure.alphabet32Hex)),
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
