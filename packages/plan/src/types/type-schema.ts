import { raise } from "../errors.ts";
import type { Run } from "../run.ts";
import { typeName } from "../value/classes.ts";
import { PyDict } from "../value/container.ts";
import type { JsonValue } from "../value/json.ts";
import { jsonOf } from "../value/json-values.ts";
import type { Value } from "../value/value.ts";

export function schemaOfType(run: Run, type: Value): JsonValue {
  if (type instanceof PyDict) return jsonOf(run, type);
  throw raise(run, "TypeError", `${typeName(type)} is no type`);
}
