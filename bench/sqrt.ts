/**
 * How many decisions a second the policy engine makes, against the official Cedar engine with pre-parsed policies, on 20 equivalent rules
 * and a call of five arguments with metadata. Both run in this process by turns; medians of seven.
 * Usage: node bench/sqrt.ts
 */
import { loadavg } from "node:os";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import {
  type CallArgument,
  type CheckedCall,
  checkToolCall,
  compileCedar,
  compilePolicy,
  defaultPresets,
  emptyMetadata,
  layerPolicies,
  metadataOf,
  type Policy,
} from "@sequrity/sqrt";

setFlagsFromString("--expose-gc");
const exposed: unknown = runInNewContext("gc");
const collect = (): void => {
  if (typeof exposed === "function") exposed();
};

const RUNS = 7;
const MILLISECONDS = 300;
const names = ["to", "cc", "subject", "body", "attachment"];

const sqrtRules = Array.from({ length: 20 }, (_, at) => {
  const name = names[at % names.length] ?? "to";
  return at % 2 === 0
    ? `hard deny when ${name}.tags overlaps {"secret${at}", "internal${at}"} and not to.value in {"ann@corp.com", "bob@corp.com"};`
    : `hard deny when ${name}.value in {"blocked${at}"} or "revoked${at}" in @session.tags;`;
});
const cedarRules = Array.from({ length: 20 }, (_, at) => {
  const name = names[at % names.length] ?? "to";
  const condition =
    at % 2 === 0
      ? `context.args.${name}.tags.containsAny(["secret${at}", "internal${at}"]) && !["ann@corp.com", "bob@corp.com"].contains(context.args.to.value)`
      : `context.args.${name}.value == "blocked${at}" || context.session.tags.contains("revoked${at}")`;
  return `forbid(principal, action == Action::"call_tool", resource == Tool::"send_email") when { ${condition} };`;
});

function argument(name: string, at: number): CallArgument {
  return {
    name,
    value: `value of ${name}`,
    metadata: metadataOf({
      tags: [`t${at}`, `u${at}`],
      producers: [`p${at}`],
      consumers: ["ann", "bob", "eve"],
    }),
  };
}

const call: CheckedCall = {
  tool: "send_email",
  callId: "c1",
  sessionId: "s1",
  arguments: names.map(argument),
  internal: false,
  control: emptyMetadata,
};
const session = metadataOf({ tags: ["started", "attempt1"] });
const options = { presets: defaultPresets, failFast: true, includeValues: false };

const compiled = compilePolicy(`tool "send_email" {\n${sqrtRules.join("\n")}\n}`);
const cedar = await compileCedar(cedarRules.join("\n"));
if (!compiled.ok || !cedar.ok) throw new Error("both policies compile");

function decisionsPerSecond(policy: Policy): number {
  const policies = layerPolicies([policy]);
  const until = performance.now() + MILLISECONDS;
  const started = performance.now();
  let decisions = 0;
  while (performance.now() < until) {
    for (let at = 0; at < 20; at++) {
      if (checkToolCall(policies, call, session, options).kind !== "allowed")
        throw new Error("the call is allowed");
    }
    decisions += 20;
  }
  return (decisions * 1000) / (performance.now() - started);
}

/** Bytes that one decision allocates on the JavaScript heap: what it grows by while nothing is collected. */
function bytesPerDecision(policy: Policy): number {
  const policies = layerPolicies([policy]);
  const decisions = 500;
  const grown = Array.from({ length: 9 }, () => {
    collect();
    const before = process.memoryUsage().heapUsed;
    for (let at = 0; at < decisions; at++) checkToolCall(policies, call, session, options);
    return (process.memoryUsage().heapUsed - before) / decisions;
  });
  return median(grown);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

const ours: number[] = [];
const theirs: number[] = [];
for (let run = 0; run < RUNS; run++) {
  ours.push(decisionsPerSecond(compiled.policy));
  theirs.push(decisionsPerSecond(cedar.policy));
}

const large = `${Array.from({ length: 10 }, (_, block) => `tool r"tool_${block}.*" {\n${sqrtRules.join("\n")}\n}`).join("\n")}\n`;
const compileMilliseconds = Array.from({ length: 15 }, () => {
  const started = performance.now();
  if (!compilePolicy(large).ok) throw new Error("it compiles");
  return performance.now() - started;
});

console.log(
  `heap a decision: ours ${bytesPerDecision(compiled.policy).toFixed(0)} bytes with the record; cedar ${bytesPerDecision(cedar.policy).toFixed(0)}, its WebAssembly memory apart`,
);
console.log(`load: ${loadavg()[0]?.toFixed(2)}`);
console.log(
  `compile 200 rules: ${median(compileMilliseconds).toFixed(2)} ms (first ${compileMilliseconds[0]?.toFixed(2)} ms)`,
);
console.log(
  `ours: ${(1000 / median(ours)).toFixed(4)} ms a decision; cedar: ${(1000 / median(theirs)).toFixed(4)} ms`,
);
console.log(`decisions, ours/cedar: ${(median(ours) / median(theirs)).toFixed(1)}`);
