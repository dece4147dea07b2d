/** Programs about names: every statement that binds, in every kind of scope. */
export function scopeProgram(random: (n: number) => number): string {
  const pick = (...from: readonly string[]): string => from[random(from.length)] ?? "";
  const name = (): string => pick("a", "b", "c");
  const expression = (depth: number): string => {
    const inner = (): string => (depth > 0 ? expression(depth - 1) : name());
    switch (random(8)) {
      case 0:
        return `[${name()} for ${name()} in ${name()}]`;
      case 1:
        return `[(${name()} := 1) for ${name()} in ${inner()} if ${inner()}]`;
      case 2:
        return `(lambda ${name()}: ${inner()})`;
      case 3:
        return `(yield ${name()})`;
      case 4:
        return `(${name()} := ${inner()})`;
      case 5:
        return `{${name()}: 1 for ${name()} in a for ${name()} in b}`;
      default:
        return name();
    }
  };
  const statement = (depth: number, indent: string): string => {
    const nested = depth > 0 ? block(depth - 1, `${indent} `) : "";
    switch (random(depth > 0 ? 12 : 7)) {
      case 0:
        return `${indent}${name()} = ${expression(1)}`;
      case 1:
        return `${indent}global ${name()}`;
      case 2:
        return `${indent}nonlocal ${name()}`;
      case 3:
        return `${indent}${expression(2)}`;
      case 4:
        return `${indent}${name()}: int${pick("", " = 1")}`;
      case 5:
        return `${indent}${pick("break", "continue", "del a", "import json as a", "return a", "return")}`;
      case 6:
        return `${indent}from re import match as ${name()}`;
      case 7:
      case 8:
        return `${indent}def ${name()}(${pick("", "a", "a, b", "a, a", "*b", "c=a")}):\n${nested}`;
      case 9:
        return `${indent}class ${name()}:\n${nested}`;
      case 10:
        return `${indent}for ${name()} in a:\n${nested}`;
      default:
        return `${indent}try:\n${nested}\n${indent}except X as ${name()}:\n${indent} pass`;
    }
  };
  const block = (depth: number, indent: string): string =>
    Array.from({ length: 1 + random(3) }, () => statement(depth, indent)).join("\n");
  return `${block(3, "")}\n`;
}
