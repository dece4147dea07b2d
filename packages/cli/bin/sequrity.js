#!/usr/bin/env node
// Plain JavaScript, so that an older Node can say what it lacks: the sources need one that strips types.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major > 22 || (major === 22 && minor >= 18)) {
  await import("../src/main.ts");
} else {
  process.stderr.write(
    `sequrity needs Node 22.18 or later, and this is ${process.versions.node}. In the repository, \`npx sequrity\` runs on the Node that is installed with it.\n`,
  );
  process.exitCode = 2;
}
