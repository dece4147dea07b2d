import { loadConfiguration } from "../src/configuration/load.ts";
import { startServer } from "../src/server.ts";

/** A server in a process of its own, configured by its environment and the YAML file that it is given. */

const [configFile] = process.argv.slice(2);
const server = await startServer({
  configuration: loadConfiguration(configFile === undefined ? {} : { configFile }),
});
process.stdout.write(`${server.url}\n`);
process.once("SIGTERM", () => {
  void server.close().then(() => process.exit(0));
});
