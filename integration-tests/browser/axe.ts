import { readFileSync } from "node:fs"
import type { Page } from "playwright-core"
import type { AxeResults, RunOptions } from "axe-core"

const SOURCE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8")
const RULES: RunOptions = { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], resultTypes: ["violations"] }

/** What axe holds for serious or critical in a part of the page, one line each; empty when there is nothing. */
export async function seriousFindings(page: Page, selector: string): Promise<string[]> {
  await page.evaluate(SOURCE)
  const run = (given: { selector: string; rules: RunOptions }): Promise<AxeResults> =>
    (window as unknown as { axe: { run(context: string, options: RunOptions): Promise<AxeResults> } }).axe.run(given.selector, given.rules)
  const { violations } = await page.evaluate(run, { selector, rules: RULES })
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.any.map((one) => one.message).join("; ").slice(0, 160)}`))
}
