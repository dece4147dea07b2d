/** What makes an operation on decimals of its body: it runs in a context, the default one where none is given. */
import { type DecimalContext, perform, type Work } from "./context.ts";
import type { Decimal } from "./number.ts";

export type Unary = (a: Decimal, context?: DecimalContext) => Decimal;
export type Binary = (a: Decimal, b: Decimal, context?: DecimalContext) => Decimal;

export function unary(body: (work: Work, a: Decimal) => Decimal): Unary {
  return (a, context) => perform(context, (work) => body(work, a));
}

export function binary(body: (work: Work, a: Decimal, b: Decimal) => Decimal): Binary {
  return (a, b, context) => perform(context, (work) => body(work, a, b));
}
