import { isBuiltin } from "node:module";
import { expect, test } from "vitest";
import { bundle, nothing, peers } from "./browser-bundle.ts";

/** How large the parts are, what is shaken out, and that nothing of Node is asked for. */

type Case = readonly [
  name: string,
  code: string,
  external: RegExp,
  gzipMax: number,
  /** What must have been shaken out. */
  without: RegExp,
];
const helpers = /client\/src\/(?:tools|openai|anthropic|drop-in)/;
const core = /client\/src\/(?:tools|resources|integrations|transport|client\.ts)/;
const cases: readonly Case[] = [
  ["the whole of @sequrity/client", 'export * from "SOURCE/index.ts"', peers, 20_000, helpers],
  ["/openai", 'export * from "SOURCE/openai.ts"', peers, 10_000, core],
  ["/anthropic", 'export * from "SOURCE/anthropic.ts"', peers, 10_000, core],
  [
    "/tools",
    'export * from "SOURCE/tools/index.ts"',
    peers,
    20_000,
    /client\/src\/(?:resources|transport|client\.ts|openai|anthropic|headers)/,
  ],
  [
    "SequrityAnthropic with the official client in it",
    'export { SequrityAnthropic } from "SOURCE/anthropic.ts"',
    nothing,
    130_000,
    /^openai\//,
  ],
  [
    "the header builders",
    'export { FeaturesHeader, FineGrainedConfigHeader, SecurityPolicyHeader } from "SOURCE/index.ts"',
    nothing,
    6_000,
    /client\/src\/(?:resources|transport|session|stream|integrations)/,
  ],
  [
    "parseDualLlmContent and readDenial",
    'export { parseDualLlmContent, readDenial } from "SOURCE/index.ts"',
    nothing,
    2_500,
    /^(?!wire\/src\/(?:json|content)\.ts$|client\/src\/denial\.ts$)/,
  ],
  [
    "SequrityClient with the official client in it",
    'export { SequrityClient } from "SOURCE/index.ts"',
    nothing,
    150_000,
    helpers,
  ],
];

test.each(cases)("size of %s", async (name, code, external, gzipMax, without) => {
  const { min, gzip, imports, modules } = await bundle(code, { external });
  console.info(`${name}: ${(min / 1000).toFixed(1)} kB, ${(gzip / 1000).toFixed(1)} kB gzip`);
  expect(imports.filter((id) => isBuiltin(id))).toEqual([]);
  expect(imports.filter((id) => !external.test(id))).toEqual([]);
  expect(modules.filter((id) => without.test(id))).toEqual([]);
  expect(modules.length).toBeGreaterThan(0);
  expect(gzip).toBeLessThan(gzipMax);
});
