import { Ajv2020, type AnySchemaObject } from "ajv/dist/2020.js";
import { isWholeNumber } from "./shapes.ts";

/**
 * Compiles a schema once, at its first use: most processes need a few of them. Types are never coerced and defaults
 * never filled in: what was checked is what came.
 */
export function compileCheck(schema: AnySchemaObject): (value: unknown) => boolean {
  let check: ((value: unknown) => boolean) | undefined;
  return (value) => {
    if (check === undefined) {
      const ajv = new Ajv2020({ strictSchema: true, discriminator: true, allErrors: false });
      ajv.addKeyword({
        keyword: "wholeNumber",
        validate: (_: true, candidate: unknown) => isWholeNumber(candidate),
      });
      const validate = ajv.compile(schema);
      check = (candidate) => validate(candidate) === true;
    }
    return check(value);
  };
}
