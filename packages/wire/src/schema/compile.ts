import { Ajv2020, type AnySchemaObject } from "ajv/dist/2020.js";
import { isWholeNumber } from "./shapes.ts";

/**
 * The schemas are this package's own, and a test holds them against the meta-schema: to do so here again would make the
 * first request of a process wait five times as long.
 */
const ourOwnSchemas = { meta: false, validateSchema: false, code: { optimize: false } } as const;

/**
 * Compiles a schema once, at its first use: most processes need a few of them. Types are never coerced and defaults
 * never filled in: what was checked is what came.
 */
export function compileCheck(schema: AnySchemaObject): (value: unknown) => boolean {
  let check: ((value: unknown) => boolean) | undefined;
  return (value) => {
    if (check === undefined) {
      const ajv = new Ajv2020({ discriminator: true, allErrors: false, ...ourOwnSchemas });
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
