import path from "node:path"
import { fileURLToPath } from "node:url"

/** The checkout. */
export const ROOT = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "")

/** Path of Medusa's command line program: run by node itself, so that no shell stands between us and it. */
export const MEDUSA_CLI = path.join(ROOT, "node_modules", "@medusajs", "cli", "cli.js")

/** Arguments for node that run a TypeScript file of this checkout (tsconfig.json has `"ts-node": { "swc": true }`). */
export const typescript = (file) => ["-r", "ts-node/register", path.join(ROOT, file)]

/** What every medusa command of ours gets: no telemetry, and Vite's admin server instead of a built admin. */
export const MEDUSA_ENV = { MEDUSA_DISABLE_TELEMETRY: "true", NODE_ENV: process.env.NODE_ENV ?? "development" }
