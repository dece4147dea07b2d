/** `time`: only the clock, which is an answer from outside. */
import { deep } from "../builtins/define.ts";
import { PyFloat } from "../value/scalar.ts";
import { observe } from "./outside.ts";
import { defineModule } from "./registry.ts";

defineModule("time", {
  time: deep("time()", (run) => new PyFloat(Number(observe(run, { kind: "time" })))),
});
