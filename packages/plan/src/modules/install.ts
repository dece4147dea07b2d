/** Loads all modules that a plan may import. */
import "./datetime.ts";
import "./json.ts";
import "./re.ts";
