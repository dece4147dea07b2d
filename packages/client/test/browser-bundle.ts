import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { isBuiltin } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { rolldown } from "rolldown";

/** What a bundler for browsers makes of the SDK. */

const source = fileURLToPath(new URL("../src", import.meta.url));
/** The official clients, which an application brings itself. */
export const peers = /^(?:openai|@anthropic-ai\/sdk)(?:\/|$)/;
export const nothing = /^$/;

export interface Bundle {
  readonly code: string;
  readonly min: number;
  readonly gzip: number;
  /** What it still imports. */
  readonly imports: readonly string[];
  /** The modules in it: `client/src/…`, `wire/src/…`, packages of others by name. */
  readonly modules: readonly string[];
}

/** A module's bundle; `SOURCE` in its code stands for the folder of the SDK's sources. */
export async function bundle(
  code: string,
  options: { readonly external: RegExp; readonly format?: "esm" | "iife" },
): Promise<Bundle> {
  const { external, format = "esm" } = options;
  const folder = await mkdtemp(join(tmpdir(), "sequrity-bundle-"));
  const input = join(folder, "entry.ts");
  await writeFile(input, code.replaceAll("SOURCE", source));
  const build = await rolldown({
    input,
    platform: "browser",
    external: (id) => external.test(id) || isBuiltin(id),
    transform: { define: { "process.env.NODE_ENV": '"production"' } },
    logLevel: "silent",
  });
  try {
    const { output } = await build.generate({ format, name: "sdk", minify: true, codeSplitting: false });
    const chunks = output.filter((file) => file.type === "chunk");
    const text = chunks.map((chunk) => chunk.code).join("");
    return {
      code: text,
      min: Buffer.byteLength(text),
      gzip: gzipSync(text, { level: 9 }).length,
      imports: chunks
        .flatMap((chunk) => [...chunk.imports, ...chunk.dynamicImports])
        .filter((id) => !chunks.some((chunk) => chunk.fileName === id)),
      modules: chunks.flatMap((chunk) =>
        Object.entries(chunk.modules)
          .filter(([id, module]) => module.renderedLength > 0 && id !== input)
          .map(([id]) => id.replace(/^.*\/packages\//, "").replace(/^.*\/node_modules\//, "")),
      ),
    };
  } finally {
    await build.close();
    await rm(folder, { recursive: true });
  }
}
