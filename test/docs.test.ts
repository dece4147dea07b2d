import { execFile, execFileSync } from "node:child_process";
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { promisify } from "node:util";
import { type RunningServer, readConfiguration, startServer } from "@sequrity/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { buildSite } from "../site/build.ts";
import { sections } from "../site/pages.ts";
import { readReference } from "../site/reference.ts";

/**
 * The pages of the documentation. A block with a file's name is that file; one of `sh` or `ts` without a name is run, in
 * a folder with those files, against a server whose model answers stand in the page's last comment; a block of `text`
 * after it is what it prints (`…` stands for anything).
 */

const root = resolve(import.meta.dirname, "..");
const key = "sk-seq-0000000000docs";
const pages = ["start-here", "policies", "sessions", "headers", "errors", "providers", "integrations"];

interface Block {
  readonly language: string;
  readonly file: string | undefined;
  readonly text: string;
}
function blocksOf(markdown: string): readonly Block[] {
  return [...markdown.matchAll(/^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm)].map(
    ([, language = "", file, text = ""]) => ({
      language,
      file,
      text,
    }),
  );
}

describe.each(pages)("docs/%s.md", (name) => {
  const markdown = readFileSync(join(root, "docs", `${name}.md`), "utf8");
  const blocks = blocksOf(markdown);
  const recordings: unknown = parse(/<!-- recorded model answers\n([\s\S]*?)-->/.exec(markdown)?.[1] ?? "[]");
  let server: RunningServer;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "sequrity-docs-"));
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    writeFileSync(join(folder, "package.json"), '{"type": "module"}');
    writeFileSync(join(folder, "answers.json"), JSON.stringify(recordings));
    for (const { file, text } of blocks) if (file !== undefined) writeFileSync(join(folder, file), text);
    server = await startServer({
      configuration: readConfiguration({
        flags: { port: 0, database: ":memory:" },
        environment: { SEQURITY_LOG_LEVEL: "silent", SEQURITY_BOOTSTRAP_KEY: key },
        file: `{default_provider: recorded, providers: {recorded: {kind: recorded, file: answers.json}}}`,
        folder,
      }),
    });
  });
  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  const runs = blocks.flatMap((block, index) => {
    if (block.file !== undefined || (block.language !== "sh" && block.language !== "ts")) return [];
    const next = blocks[index + 1];
    return [{ block, printed: next?.language === "text" && next.file === undefined ? next.text : undefined }];
  });

  test("what it shows runs, and prints what it says", async () => {
    for (const [index, { block, printed }] of runs.entries()) {
      const script = join(folder, `run-${index}.${block.language}`);
      writeFileSync(script, block.text);
      const command = block.language === "sh" ? "bash" : process.execPath;
      const { stdout } = await promisify(execFile)(
        command,
        block.language === "sh" ? ["-e", script] : [script],
        {
          cwd: folder,
          env: {
            ...process.env,
            PATH: [join(root, "node_modules/.bin"), process.env.PATH].join(delimiter),
            SEQURITY_API_KEY: key,
            SEQURITY_URL: server.url,
            NODE_OPTIONS: "",
            NO_COLOR: "1",
          },
        },
      );
      if (printed !== undefined) expect(stdout.trim()).toMatch(pattern(printed.trim()));
    }
  }, 120_000);

  if (runs.some(({ block }) => block.language === "ts"))
    test("its TypeScript has no type errors", () => {
      for (const [index, { block }] of runs.entries())
        if (block.language === "ts")
          writeFileSync(join(folder, `run-${index}.ts`), `${block.text}\nexport {};\n`);
      const options = {
        extends: join(root, "tsconfig.base.json"),
        compilerOptions: { typeRoots: [join(root, "node_modules/@types")] },
        include: ["*.ts"],
      };
      writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(options));
      const compiler = join(root, "node_modules/typescript/bin/tsc");
      let found = "";
      try {
        execFileSync(process.execPath, [compiler, "-p", folder], { encoding: "utf8" });
      } catch (error) {
        found = error instanceof Error && "stdout" in error ? String(error.stdout) : String(error);
      }
      expect(found).toBe("");
    }, 120_000);
});

/** Exactly this text, where `…` stands for anything. */
function pattern(text: string): RegExp {
  const parts = text.split("…").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join("[\\s\\S]*?")}$`);
}

test("the site is built, its links lead somewhere, and its menu has every page of docs/", () => {
  const folder = mkdtempSync(join(tmpdir(), "sequrity-site-"));
  try {
    buildSite(folder);
    const files = readdirSync(folder).filter((name) => name.endsWith(".html"));
    const texts = new Map(files.map((name) => [name, readFileSync(join(folder, name), "utf8")]));
    const dead = [...texts].flatMap(([name, html]) =>
      [...html.matchAll(/href="([^"#:]*)(?:#([^"]*))?"/g)].flatMap(([, path = "", anchor]) => {
        const target = path === "" ? name : path;
        if (!existsSync(join(folder, target))) return [`${name}: ${path}`];
        const there = texts.get(target);
        return anchor === undefined || there === undefined || there.includes(`id="${anchor}"`)
          ? []
          : [`${name}: ${path}#${anchor}`];
      }),
    );
    expect(dead).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
  const listed = sections.flatMap((section) => section.pages.map((page) => page.source));
  const written = readdirSync(join(root, "docs")).filter((name) => name.endsWith(".md"));
  expect(written.filter((name) => !listed.includes(`docs/${name}`))).toEqual([]);
});

test("whatever the SDK exports has a doc comment in the reference", () => {
  const entries = readReference(join(root, "packages/client"));
  expect(entries.map((entry) => entry.specifier)).toContain("@sequrity/client/tools");
  const bare = entries.flatMap((entry) =>
    entry.symbols.filter((symbol) => symbol.doc === "").map((symbol) => `${entry.specifier} ${symbol.name}`),
  );
  expect(bare).toEqual([]);
});
