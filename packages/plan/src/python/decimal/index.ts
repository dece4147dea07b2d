/** `decimal` on plain numbers: what the General Decimal Arithmetic Specification says, as libmpdec does it. */
export * from "./arithmetic.ts";
export * from "./context.ts";
export * from "./conversion.ts";
export * from "./division.ts";
export * from "./exponent.ts";
export * from "./format.ts";
export * from "./logical.ts";
export * from "./number.ts";
export type { Binary, Unary } from "./operation.ts";
export * from "./order.ts";
export * from "./power.ts";
export * from "./rounding.ts";
export * from "./text.ts";
export * from "./transcendental.ts";
