import type { BinOp } from "../ast.ts";
import type { Evaluate } from "./code.ts";
import type { Context } from "./context.ts";
import { compileHolding } from "./expression.ts";
import { binaryOperation, concatenateText } from "./operators.ts";

/** `a op b`; small ints and strings take a short way. Adding 0 turns the -0 of JS into an int's 0. */
export function compileBinary(c: Context, node: BinOp): Evaluate {
  const { run } = c;
  const [left, right] = compileHolding(c, node.left, node.right);
  const { op, span } = node;
  switch (op) {
    case "Add":
      return (frame) => {
        const a = left(frame);
        const label = run.label;
        const b = right(frame);
        run.label = run.join(label, run.label);
        if (typeof a === "number" && typeof b === "number") {
          const sum = a + b;
          if (Number.isSafeInteger(sum)) return sum;
        }
        run.at = span;
        if (typeof a === "string" && typeof b === "string") return concatenateText(run, a, b);
        return binaryOperation(run, op, a, b);
      };
    case "Sub":
      return (frame) => {
        const a = left(frame);
        const label = run.label;
        const b = right(frame);
        run.label = run.join(label, run.label);
        if (typeof a === "number" && typeof b === "number") {
          const difference = a - b;
          if (Number.isSafeInteger(difference)) return difference;
        }
        run.at = span;
        return binaryOperation(run, op, a, b);
      };
    case "Mult":
      return (frame) => {
        const a = left(frame);
        const label = run.label;
        const b = right(frame);
        run.label = run.join(label, run.label);
        if (typeof a === "number" && typeof b === "number") {
          const product = a * b;
          if (Number.isSafeInteger(product)) return product + 0;
        }
        run.at = span;
        return binaryOperation(run, op, a, b);
      };
    case "Mod":
      return (frame) => {
        const a = left(frame);
        const label = run.label;
        const b = right(frame);
        run.label = run.join(label, run.label);
        // Where signs differ Python's remainder is another one.
        if (typeof a === "number" && typeof b === "number" && a >= 0 && b > 0) return a % b;
        run.at = span;
        return binaryOperation(run, op, a, b);
      };
    default:
      return (frame) => {
        const a = left(frame);
        const label = run.label;
        const b = right(frame);
        run.label = run.join(label, run.label);
        run.at = span;
        return binaryOperation(run, op, a, b);
      };
  }
}
