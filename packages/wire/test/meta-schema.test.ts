import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import * as wire from "../src/index.ts";

const schemas = Object.entries(wire).filter(([name]) => name.endsWith("Schema"));

test("there are schemas to check", () => {
  expect(schemas.map(([name]) => name)).toEqual(
    expect.arrayContaining(["ChatCompletionRequestSchema", "ResponsesRequestSchema", "FeaturesHeaderSchema"]),
  );
});

test.each(schemas)("%s is a JSON Schema of 2020-12, strictly read", (_name, schema) => {
  const ajv = new Ajv2020({ strictSchema: true, discriminator: true, strictTypes: false });
  ajv.addKeyword({ keyword: "wholeNumber", validate: () => true });
  expect(ajv.validateSchema(JSON.parse(JSON.stringify(schema)))).toBe(true);
});
