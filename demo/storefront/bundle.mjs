// Makes of the plugin's own helper and React parts what this page without a bundler can import.
import path from "node:path"
import { fileURLToPath } from "node:url"
import { build } from "vite"

/** @returns {Promise<string>} the text of one module, React included: `/aplazame.js` of the shop */
export async function bundleParts() {
  const made = await build({
    configFile: false,
    logLevel: "error",
    root: path.dirname(fileURLToPath(import.meta.url)),
    define: { "process.env.NODE_ENV": JSON.stringify("production") },
    // The tests start the demo with NODE_ENV=test, for which Vite would call React's development functions.
    esbuild: { jsx: "automatic", jsxDev: false },
    build: { write: false, lib: { entry: fileURLToPath(new URL("./parts.tsx", import.meta.url)), formats: ["es"], fileName: "aplazame" } },
  })
  const [{ output }] = [made].flat()
  return output[0].code
}
