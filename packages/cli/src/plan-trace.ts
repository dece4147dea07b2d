import type { RunTrace } from "@sequrity/plan";
import { type Metadata, metadataToJson } from "@sequrity/sqrt";

/** The trace of a run as JSON lines: one for each line of the plan that ran, then one for each event. */
export function traceAsJsonLines(trace: RunTrace<Metadata>): string {
  const lines = trace.lines().map(({ line, count }) => ({ type: "line", line, count }));
  const events = trace
    .events()
    .map(({ label, ...event }) => ({ type: "event", ...event, meta: metadataToJson(label) }));
  const left = trace.left === 0 ? [] : [{ type: "left_out", events: trace.left }];
  return [...lines, ...events, ...left].map((one) => `${JSON.stringify(one)}\n`).join("");
}

/** The same as tables for people: the source with run counts, then what happened. */
export function traceAsTable(trace: RunTrace<Metadata>, source: string): string {
  const counts = new Map(trace.lines().map(({ line, count }) => [line, count]));
  const ran = source
    .replace(/\n$/, "")
    .split("\n")
    .map(
      (text, at) => `${String(counts.get(at + 1) ?? "").padStart(7)}  ${String(at + 1).padStart(4)}  ${text}`,
    );
  const rows = trace
    .events()
    .map(({ id, kind, name, line, label, parents }) => [
      String(id),
      String(line),
      kind,
      name,
      parents.join(","),
      metadataText(label),
    ]);
  const left = trace.left === 0 ? [] : [`${trace.left} more events are left out`];
  return `${["   runs  line  source", ...ran, "", ...table(["id", "line", "event", "name", "from", "metadata"], rows), ...left].join("\n")}\n`;
}

function metadataText(metadata: Metadata): string {
  const { producers, consumers, tags } = metadataToJson(metadata);
  return [
    tags.length === 0 ? "" : `tags ${tags.join(" ")}`,
    producers.length === 0 ? "" : `producers ${producers.join(" ")}`,
    consumers.includes("*") ? "" : `consumers ${consumers.join(" ") || "none"}`,
  ]
    .filter((part) => part !== "")
    .join("; ");
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const widths = head.map((title, at) =>
    rows.reduce((most, row) => Math.max(most, row[at]?.length ?? 0), title.length),
  );
  return [head, ...rows].map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
