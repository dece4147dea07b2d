import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * The package as it is published: ESM and declarations without TypeScript sources, with the modules of `wire` that it
 * uses inside, since that is no package of its own to the world. `node build.ts`, then `npm pack ./dist`.
 */

const here = dirname(fileURLToPath(import.meta.url));

interface Manifest {
  readonly exports: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

function readManifest(folder: string): Manifest {
  const manifest: Manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return manifest;
}

/** What a module is imported as: `import … from "x"`, `export … from "x"`, `import "x"`, `import("x")`. */
const specifier = /(^import |^(?:import|export) [^"=;]*? from |\bimport\()"([^"]+)"/gm;

/** Where an emitted module goes: `client/src/a.js` to `a.js`, `wire/src/b.js` to `wire/b.js`. */
function placeOf(emitted: string): string {
  return emitted.replace(/^client\/src\//, "").replace(/^wire\/src\//, "wire/");
}

/** The module that an import of ours means, without its ending; undefined for one of somebody else's. */
function ourModule(from: string, imported: string, wire: Manifest): string | undefined {
  if (imported.startsWith(".")) {
    return posix.join(posix.dirname(from), imported).replace(/\.(?:d\.ts|ts|js)$/, "");
  }
  if (!/^@sequrity\/wire(?:\/|$)/.test(imported)) return undefined;
  const source = wire.exports[`.${imported.slice("@sequrity/wire".length)}`];
  if (source === undefined) throw new Error(`${from}: wire does not export ${imported}`);
  return posix.join("wire", source).replace(/\.ts$/, "");
}

/** The package's name of an import: `@a/b/c` is of `@a/b`. */
function packageOf(imported: string): string {
  return imported
    .split("/")
    .slice(0, imported.startsWith("@") ? 2 : 1)
    .join("/");
}

/**
 * Builds the package into a folder, which is emptied first.
 * @throws Error when the sources do not compile, or import what the manifest does not name.
 */
export function buildPackage(target: string): void {
  const client = readManifest(here);
  const wire = readManifest(join(here, "../wire"));
  const emitted = mkdtempSync(join(tmpdir(), "sequrity-client-"));
  try {
    const compiler = fileURLToPath(new URL("../../node_modules/typescript/bin/tsc", import.meta.url));
    const project = join(here, "tsconfig.build.json");
    execFileSync(process.execPath, [compiler, "-p", project, "--outDir", emitted], { stdio: "inherit" });
    rmSync(target, { recursive: true, force: true });
    const external = new Set<string>();
    const entries = Object.values(client.exports).map((source) =>
      posix.join("client", source).replace(/\.ts$/, ""),
    );
    for (const ending of [".js", ".d.ts"]) {
      const reached = new Set(entries);
      for (const module of reached) {
        const place = placeOf(`${module}${ending}`);
        const text = readFileSync(join(emitted, `${module}${ending}`), "utf8").replace(
          specifier,
          (whole: string, before: string, imported: string) => {
            const ours = ourModule(`${module}${ending}`, imported, wire);
            if (ours === undefined) {
              external.add(packageOf(imported));
              return whole;
            }
            reached.add(ours);
            const path = posix.relative(posix.dirname(place), placeOf(`${ours}.js`));
            return `${before}"${path.startsWith(".") ? path : `./${path}`}"`;
          },
        );
        mkdirSync(dirname(join(target, place)), { recursive: true });
        writeFileSync(join(target, place), text);
      }
    }
    writeFileSync(
      join(target, "package.json"),
      `${JSON.stringify(publishedManifest(client, wire, external), null, 2)}\n`,
    );
    copyFileSync(join(here, "README.md"), join(target, "README.md"));
    copyFileSync(join(here, "../../LICENSE"), join(target, "LICENSE"));
  } finally {
    rmSync(emitted, { recursive: true, force: true });
  }
}

function publishedManifest(client: Manifest, wire: Manifest, external: ReadonlySet<string>): object {
  const { private: _private, devDependencies: _tests, dependencies, exports, ...kept } = client;
  const known = { ...wire.dependencies, ...dependencies };
  const needed: [string, string][] = [];
  for (const name of [...external].sort()) {
    const version = known[name];
    if (version !== undefined) needed.push([name, version]);
    else if (client.peerDependencies?.[name] === undefined)
      throw new Error(`the manifest does not name ${name}`);
  }
  return {
    ...kept,
    exports: Object.fromEntries(
      Object.entries(exports).map(([name, source]) => {
        const place = `./${placeOf(posix.join("client", source)).replace(/\.ts$/, "")}`;
        return [name, { types: `${place}.d.ts`, default: `${place}.js` }];
      }),
    ),
    dependencies: Object.fromEntries(needed),
  };
}

if (import.meta.main) buildPackage(join(here, "dist"));
