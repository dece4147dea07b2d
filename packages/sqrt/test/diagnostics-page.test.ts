import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { compileCedar, compilePolicy, diagnosticCodes, formatDiagnostic } from "../src/index.ts";

const page = readFileSync(new URL("../../../docs/sqrt-diagnostics.md", import.meta.url), "utf8");

const tools = [
  {
    name: "send_mail",
    parameters: [
      { name: "to", schema: {}, required: true },
      { name: "cc", schema: {}, required: false },
      { name: "kind", schema: { enum: ["plain", "html"] }, required: true },
    ],
  },
];

const severities = new Map(
  page
    .split(/^## /m)
    .slice(1)
    .map((part) => [part.startsWith("Errors") ? "error" : "warning", part]),
);
const sections = [...severities].flatMap(([severity, part]) =>
  part
    .split(/^### /m)
    .slice(1)
    .map((section) => ({ severity, section, code: /^`([a-z-]+)`/.exec(section)?.[1] ?? "" })),
);

test("the page lists every code once, with its severity and summary", () => {
  expect(sections.map(({ code, severity }) => `${severity} ${code}`).sort()).toEqual(
    Object.entries(diagnosticCodes)
      .map(([code, { severity }]) => `${severity} ${code}`)
      .sort(),
  );
  for (const { code, section } of sections) {
    const known = Object.entries(diagnosticCodes).find(([name]) => name === code);
    expect(section).toContain(known?.[1].summary);
  }
});

test.each(sections.map(({ code, section }) => [code, section] as const))(
  "the example of %s",
  async (code, section) => {
    const [, info = "", written] = /```(sqrt[a-z ]*)\n([\s\S]*?)```/.exec(section) ?? [];
    const example =
      written ??
      (code === "source-too-long" ? " ".repeat(250_001) : `let a = ${"(".repeat(201)}b${")".repeat(201)};`);
    const compiled = info.includes("cedar")
      ? await compileCedar(example)
      : compilePolicy(example, {
          ...(info.includes("tools") ? { tools } : {}),
          ...(info.includes("model") ? { writtenBy: "model" as const } : {}),
        });
    const findings = compiled.ok ? compiled.warnings : compiled.diagnostics;
    expect(findings.map((finding) => finding.code)).toEqual([code]);
    expect(compiled.ok).toBe(findings[0]?.severity === "warning");
  },
);

test("a finding as text", () => {
  const compiled = compilePolicy('let a = {"😀"};\nlet b = {"😀", oops};');
  const findings = compiled.ok ? [] : compiled.diagnostics;
  expect(findings.map((finding) => formatDiagnostic(finding, "mail.sqrt"))).toEqual([
    [
      "mail.sqrt:2:15: error[expected-token]: Expected an element of a set, but `oops` stands here.",
      '2 | let b = {"😀", oops};',
      "  |               ^^^^",
      "  help: Elements are strings in quotes, patterns, numbers and domains. To use another set, say `union`.",
    ].join("\n"),
  ]);
});
