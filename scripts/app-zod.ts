/** Vite's part in an app that checks what it reads by zod, and tells nobody the JSON schema of it. */
import type { Plugin } from "vite";

/** How each kind of schema tells itself as a JSON schema. */
const TELLING = /^\s*inst\._zod\.processJSONSchema = .*;$/gm;
const TELLERS = /^import \{ createStandardJSONSchemaMethod, createToJSONSchemaMethod \} from .*$/m;
const NOBODY = `const none = () => { throw new Error("The app makes no JSON schemas."); };
const createToJSONSchemaMethod = () => none;
const createStandardJSONSchemaMethod = () => none;`;

/** Leaves out of every page what makes JSON schemas of zod's: nobody asks for it, and no bundler can see that. */
export function withoutJsonSchemas(): Plugin {
  return {
    name: "without-json-schemas",
    apply: "build",
    transform: {
      filter: { id: /node_modules\/zod\/v4\/classic\/schemas\.js$/ },
      handler(code) {
        if (!TELLING.test(code) || !TELLERS.test(code)) throw new Error("zod makes JSON schemas otherwise now.");
        return { code: code.replace(TELLING, "").replace(TELLERS, NOBODY), map: null };
      },
    },
  };
}
