import type { Module, Node } from "../ast.ts";
import { childrenOf } from "../walk.ts";
import { refuseDepth, treeDepthMax } from "./parser.ts";
import { offsetAt, type Source } from "./source.ts";

/**
 * Refuses trees that are too deep for what recurses over them.
 *
 * INVARIANT: this walk does not recurse itself: a chain of operators may be as long as the source allows.
 */
export function checkDepth(module: Module, source: Source): void {
  const nodes: Node[] = [module];
  const depths: number[] = [0];
  for (let node = nodes.pop(); node !== undefined; node = nodes.pop()) {
    const depth = depths.pop() ?? 0;
    if (depth > treeDepthMax) {
      const { span } = node;
      const start = offsetAt(source, span.line, span.column);
      refuseDepth(start, offsetAt(source, span.endLine, span.endColumn));
    }
    for (const child of childrenOf(node)) {
      nodes.push(child);
      depths.push(depth + 1);
    }
  }
}
