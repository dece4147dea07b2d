import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

// Imports go one way (docs/architecture.md). What is not listed here may not be imported.
const mayImport: Readonly<Record<string, readonly string[]>> = {
  sqrt: [],
  plan: [],
  wire: [],
  engine: ["wire", "sqrt", "plan"],
  server: ["engine", "wire", "sqrt", "plan"],
  client: ["wire"],
  dashboard: ["client", "wire"],
  cli: ["sqrt", "plan", "wire", "engine", "server", "client", "dashboard"],
};

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const packagesFolder = join(root, "packages");
const packages = readdirSync(packagesFolder);

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|js)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.includes(`${sep}node_modules${sep}`) && !file.includes(`${sep}dist${sep}`));
}

/** Module names of static imports, re-exports and `import()` with a literal. */
function importedModules(text: string): string[] {
  const pattern = /(?:\bfrom\s*|\bimport\s*\(?\s*)(['"])([^'"]+)\1/g;
  return [...text.matchAll(pattern)].map((match) => match[2] ?? "");
}

test("every package has its place in the order of imports", () => {
  expect(packages.filter((name) => mayImport[name] === undefined)).toEqual([]);
});

test.each(packages)("%s imports only what lies before it", (name) => {
  const allowed = new Set([name, ...(mayImport[name] ?? [])]);
  const findings: string[] = [];
  for (const file of sourceFiles(join(packagesFolder, name, "src"))) {
    for (const module of importedModules(readFileSync(file, "utf8"))) {
      const sibling = /^@sequrity\/([^/]+)/.exec(module)?.[1];
      if (sibling !== undefined && !allowed.has(sibling)) {
        findings.push(`${relative(root, file)} imports @sequrity/${sibling}`);
      }
      if (module.startsWith(".")) {
        const owner = relative(packagesFolder, resolve(dirname(file), module)).split(sep)[0];
        if (owner !== name) findings.push(`${relative(root, file)} reaches into ${module}`);
      }
    }
  }
  expect(findings).toEqual([]);
});

test.each(packages)("the manifest of %s names only what it may import", (name) => {
  const manifest: unknown = JSON.parse(readFileSync(join(packagesFolder, name, "package.json"), "utf8"));
  const dependencies =
    typeof manifest === "object" && manifest !== null && "dependencies" in manifest
      ? manifest.dependencies
      : {};
  const siblings = Object.keys(dependencies ?? {})
    .filter((dependency) => dependency.startsWith("@sequrity/"))
    .map((dependency) => dependency.slice("@sequrity/".length));
  expect(siblings.filter((sibling) => !(mayImport[name] ?? []).includes(sibling))).toEqual([]);
});
