import { readFileSync } from "node:fs"
import { join } from "node:path"
import { openapi } from "./document"
import { narrowJson } from "./narrow-json"
import { routeTable } from "./route-table"

const DOCS = join(__dirname, "..", "..", "docs")
const MARKS = /(<!-- routes -->\n\n)[^]*?(\n\n<!-- \/routes -->)/

/** What `npm run openapi` writes, as it ought to be now. */
export function files(): { file: string; text: string }[] {
  const page = join(DOCS, "api.md")
  const before = readFileSync(page, "utf8")
  if (!MARKS.test(before)) throw new Error("docs/api.md has no place between <!-- routes --> and <!-- /routes -->")
  return [
    { file: join(DOCS, "openapi.json"), text: `${narrowJson(openapi())}\n` },
    { file: page, text: before.replace(MARKS, (_, open: string, close: string) => `${open}${routeTable()}${close}`) },
  ]
}
