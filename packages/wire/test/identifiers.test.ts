import fc from "fast-check";
import { expect, test } from "vitest";
import { findCollision, identifierOf, pythonBuiltins, reservedNames } from "../src/index.ts";

const names: [string, string][] = [
  ["send_email", "send_email"],
  ["send-email", "send_email"],
  ["mcp.server/read file", "mcp_server_read_file"],
  ["2fa", "_2fa"],
  ["", "_"],
  ["from", "from_"],
  ["match", "match"],
  ["None", "None_"],
  ["id", "id_"],
  ["type", "type_"],
  ["ValueError", "ValueError_"],
  ["größe", "größe"],
  ["ﬁle", "file"],
  ["😀", "_"],
  ["a😀b", "a_b"],
];
test.each(names)("the identifier of %j is %j", (name, identifier) => {
  expect(identifierOf(name)).toBe(identifier);
});

test("an identifier is one, means nothing else, and is its own identifier", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: "binary" })), (name) => {
      const identifier = identifierOf(name);
      expect(identifier).toMatch(/^[_\p{XID_Start}]\p{XID_Continue}*$/u);
      expect(pythonBuiltins.has(identifier)).toBe(false);
      expect(identifierOf(identifier)).toBe(identifier);
    }),
  );
});

const collisions: [string, readonly string[], unknown][] = [
  ["none", ["send_email", "read_email"], undefined],
  ["no names", [], undefined],
  [
    "two names, one identifier",
    ["read-mail", "read_mail"],
    { name: "read_mail", other: "read-mail", identifier: "read_mail", kind: "duplicate" },
  ],
  ["the same name twice", ["a", "a"], { name: "a", other: "a", identifier: "a", kind: "duplicate" }],
  [
    "a compatibility form",
    ["file", "ﬁle"],
    { name: "ﬁle", other: "file", identifier: "file", kind: "duplicate" },
  ],
  ["a builtin", ["print"], { name: "print", other: "print", identifier: "print_", kind: "reserved" }],
  [
    "a builtin in a compatibility form",
    ["ｐrint"],
    { name: "ｐrint", other: "print", identifier: "print_", kind: "reserved" },
  ],
  ["a module", ["json"], { name: "json", other: "json", identifier: "json", kind: "reserved" }],
  [
    "an internal tool after mapping",
    ["parse-with-ai"],
    { name: "parse-with-ai", other: "parse_with_ai", identifier: "parse_with_ai", kind: "reserved" },
  ],
  [
    "a keyword's stand-in",
    ["from", "from_"],
    { name: "from_", other: "from", identifier: "from_", kind: "duplicate" },
  ],
];
test.each(collisions)("C10: collision: %s", (_name, given, collision) => {
  expect(findCollision(given)).toEqual(collision);
});

test("C10: reserved names may be added to, or left out for arguments", () => {
  expect(findCollision(["note"], new Set([...reservedNames, "note"]))?.kind).toBe("reserved");
  expect(findCollision(["id", "type"], new Set())).toBeUndefined();
});
