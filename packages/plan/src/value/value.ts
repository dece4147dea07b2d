export type Value = null | boolean | number | bigint | string | object;
