import type { Run } from "../run.ts";
import type { PyClass } from "../value/class.ts";

export function finishEnum(_run: Run, _cls: PyClass): void {}
