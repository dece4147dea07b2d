import { metadataOf, metadataToJson } from "@sequrity/sqrt";
import { expect, test } from "vitest";
import { applyWrapper, readWrappedResult } from "../src/wrapped-result.ts";

/** security.md M1 and M6: what a wrapped result may do to metadata. */

function wrapper(fields: object): string {
  return JSON.stringify({ value: 1, meta: {}, is_sequrity_var: true, ...fields });
}

const plain: readonly { name: string; content: string }[] = [
  { name: "a wrapper inside of something", content: JSON.stringify([JSON.parse(wrapper({}))]) },
  { name: "a wrapper after other text", content: `x ${wrapper({})}` },
  { name: "a field too many", content: wrapper({ extra: 1 }) },
  { name: "the mark is not true", content: wrapper({ is_sequrity_var: "true" }) },
  { name: "no value", content: JSON.stringify({ meta: {}, is_sequrity_var: true }) },
  { name: "no meta", content: JSON.stringify({ value: 1, is_sequrity_var: true }) },
  { name: "another way to combine", content: wrapper({ combine_meta: "drop" }) },
  { name: "an unknown field of meta", content: wrapper({ meta: { owner: [] } }) },
  { name: "a tag that is no string", content: wrapper({ meta: { tags: [1] } }) },
  { name: "every tag", content: wrapper({ meta: { tags: ["*"] } }) },
  { name: "every producer", content: wrapper({ meta: { producers: ["*"] } }) },
];
test.each(plain)("plain data: $name", ({ content }) => {
  expect(readWrappedResult(content)).toBeUndefined();
});

const start = metadataOf({ producers: ["p"], consumers: ["a", "b"], tags: ["t", "__non_executable"] });
const meta = { producers: ["q"], consumers: ["b", "c"], tags: ["u", "__mine"] };
const effects: readonly { combine: string; labelling: boolean; wanted: object }[] = [
  {
    combine: "merge",
    labelling: false,
    wanted: { producers: ["p"], consumers: ["b"], tags: ["__non_executable", "t", "u"] },
  },
  {
    combine: "replace",
    labelling: false,
    wanted: { producers: ["p"], consumers: ["b"], tags: ["__non_executable", "t", "u"] },
  },
  {
    combine: "ignore",
    labelling: false,
    wanted: { producers: ["p"], consumers: ["b"], tags: ["__non_executable", "t", "u"] },
  },
  {
    combine: "merge",
    labelling: true,
    wanted: { producers: ["p", "q"], consumers: ["b"], tags: ["__non_executable", "t", "u"] },
  },
  {
    combine: "replace",
    labelling: true,
    wanted: { producers: ["q"], consumers: ["b", "c"], tags: ["__non_executable", "u"] },
  },
  { combine: "ignore", labelling: true, wanted: metadataToJson(start) },
];
test.each(effects)("$combine, labelling tool: $labelling", ({ combine, labelling, wanted }) => {
  const wrapped = readWrappedResult(wrapper({ meta, combine_meta: combine }));
  expect(wrapped).toBeDefined();
  if (wrapped !== undefined) expect(metadataToJson(applyWrapper(start, wrapped, labelling))).toEqual(wanted);
});
