import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseAst } from "rolldown/parseAst";

/** The API reference of a package: what its entry points export, with signatures and doc comments from the sources. */

export interface EntryPoint {
  /** As it is imported: `@sequrity/client/tools`. */
  readonly specifier: string;
  readonly symbols: readonly DocumentedSymbol[];
}
export interface DocumentedSymbol {
  readonly name: string;
  readonly kind: "function" | "class" | "interface" | "type" | "constant";
  /** The declaration without bodies, as TypeScript. */
  readonly signature: string;
  /** The doc comment's text, without its stars; "" when there is none. */
  readonly doc: string;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}
interface Source {
  readonly path: string;
  readonly text: string;
  readonly body: readonly Node[];
}

/** Reads `package.json` of the folder and follows its exports. Throws when an export cannot be found in the sources. */
export function readReference(folder: string): readonly EntryPoint[] {
  const manifest: { name: string; exports: Record<string, string> } = JSON.parse(
    readFileSync(join(folder, "package.json"), "utf8"),
  );
  return Object.entries(manifest.exports).map(([path, file]) => {
    const symbols = exportsOf(sourceOf(join(folder, file)));
    return {
      specifier: manifest.name + path.slice(1),
      symbols: symbols.toSorted((a, b) => a.name.localeCompare(b.name, "en")),
    };
  });
}

function sourceOf(path: string): Source {
  const text = readFileSync(path, "utf8");
  return { path, text, body: children({ ...parseAst(text, { lang: "ts" }) }, "body") };
}

function exportsOf(source: Source): readonly DocumentedSymbol[] {
  return source.body.flatMap((node) => {
    if (node.type === "ExportAllDeclaration") {
      const from = sourceBehind(source, node);
      return from === undefined ? [] : exportsOf(from);
    }
    if (node.type !== "ExportNamedDeclaration") return [];
    const declared = child(node, "declaration");
    if (declared !== undefined) return declaredSymbols(source, node, declared);
    return children(node, "specifiers").flatMap((specifier) => {
      const local = nameOf(child(specifier, "local"));
      const from = child(node, "source") === undefined ? source : sourceBehind(source, node);
      if (from === undefined) return [];
      const found = symbolNamed(from, local);
      return found === undefined ? [] : [{ ...found, name: nameOf(child(specifier, "exported")) }];
    });
  });
}

/** A symbol that a file declares, exported or not, or hands on. Undefined for what another package declares. */
function symbolNamed(source: Source, name: string): DocumentedSymbol | undefined {
  for (const node of source.body) {
    const declared = node.type === "ExportNamedDeclaration" ? child(node, "declaration") : node;
    const symbols = declared === undefined ? [] : declaredSymbols(source, node, declared);
    const found = symbols.find((symbol) => symbol.name === name);
    if (found !== undefined) return found;
  }
  for (const node of source.body) {
    const given = node.type === "ImportDeclaration" ? "local" : "exported";
    const taken = node.type === "ImportDeclaration" ? "imported" : "local";
    const specifier = children(node, "specifiers").find((one) => nameOf(child(one, given)) === name);
    if (specifier === undefined || child(node, "source") === undefined) continue;
    const from = sourceBehind(source, node);
    return from === undefined ? undefined : symbolNamed(from, nameOf(child(specifier, taken)));
  }
  throw new Error(`${source.path} has no '${name}'`);
}

/** The file that an import or export names; undefined when it names a package. */
function sourceBehind(source: Source, node: Node): Source | undefined {
  const specifier: unknown = field(child(node, "source"), "value");
  if (typeof specifier !== "string" || !specifier.startsWith(".")) return undefined;
  return sourceOf(join(dirname(source.path), specifier));
}

const kinds: Readonly<Record<string, DocumentedSymbol["kind"]>> = {
  FunctionDeclaration: "function",
  TSDeclareFunction: "function",
  ClassDeclaration: "class",
  TSInterfaceDeclaration: "interface",
  TSTypeAliasDeclaration: "type",
  VariableDeclaration: "constant",
};

function declaredSymbols(source: Source, statement: Node, declared: Node): readonly DocumentedSymbol[] {
  const kind = kinds[declared.type];
  if (kind === undefined) return [];
  const doc = docBefore(source.text, statement.start);
  if (kind === "constant") {
    return children(declared, "declarations").map((one) => ({
      name: nameOf(child(one, "id")),
      kind,
      signature: `const ${source.text.slice(one.start, child(one, "init")?.start ?? one.end).replace(/\s*=\s*$/, "")}`,
      doc,
    }));
  }
  const signature = kind === "class" ? classSignature(source, declared) : withoutBody(source, declared);
  return [{ name: nameOf(child(declared, "id")), kind, signature, doc }];
}

function withoutBody({ text }: Source, declared: Node): string {
  const body = declared.type === "FunctionDeclaration" ? child(declared, "body") : undefined;
  return text.slice(declared.start, body?.start ?? declared.end).trim();
}

/** A class with its public members, each with its comment, their bodies left out. */
function classSignature(source: Source, declared: Node): string {
  const body = child(declared, "body");
  if (body === undefined) throw new Error("a class has a body");
  const head = source.text.slice(declared.start, body.start).trim();
  const members = children(body, "body").flatMap((member) => {
    const name = child(member, "key");
    const hidden = name?.type === "PrivateIdentifier" || field(member, "accessibility") === "private";
    if (hidden || member.type === "StaticBlock" || /^\[?_/.test(nameOf(name))) return [];
    const value = child(member, "value");
    const end = member.type === "MethodDefinition" ? child(value, "body")?.start : value?.start;
    const signature = source.text
      .slice(member.start, end ?? member.end)
      .replace(/\s*=\s*$/, "")
      .replace(/;?\s*$/, ";");
    const doc = docBefore(source.text, member.start);
    const comment = doc === "" ? "" : `/** ${doc.replaceAll("\n", "\n   * ")} */\n  `;
    return [`  ${comment}${signature}`];
  });
  return `${head} {\n${members.join("\n")}\n}`;
}

/** The text of the doc comment that ends right before `start`. */
function docBefore(text: string, start: number): string {
  const comment = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*$/.exec(text.slice(0, start))?.[1];
  return (comment ?? "")
    .split("\n")
    .map((line) => line.replace(/^\s*\* ?/, "").trimEnd())
    .join("\n")
    .trim();
}

function field(node: Node | undefined, name: string): unknown {
  return node === undefined ? undefined : Reflect.get(node, name);
}
function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && "start" in value && "end" in value;
}
function child(node: Node | undefined, name: string): Node | undefined {
  const value = field(node, name);
  return isNode(value) ? value : undefined;
}
function children(node: Node, name: string): readonly Node[] {
  const value = field(node, name);
  return Array.isArray(value) ? value.filter(isNode) : [];
}
function nameOf(node: Node | undefined): string {
  const name = field(node, "name") ?? field(node, "value");
  return typeof name === "string" ? name : "";
}
