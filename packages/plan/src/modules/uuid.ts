/** `uuid`: a random one is an answer from outside. */
import { deep } from "../builtins/define.ts";
import { uuidClass, uuidOfText } from "../types/uuid.ts";
import { observe } from "./outside.ts";
import { defineModule } from "./registry.ts";

defineModule("uuid", {
  UUID: uuidClass,
  uuid4: deep("uuid4()", (run) => uuidOfText(run, String(observe(run, { kind: "uuid4" })))),
});
