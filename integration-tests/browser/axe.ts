import { readFileSync } from "node:fs"
import type { Frame, Page } from "playwright-core"
import type { AxeResults, RunOptions } from "axe-core"

const SOURCE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8")
const RULES: RunOptions = { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], resultTypes: ["violations"] }

const SHOWN = 160

/** Medusa's own kit, which we don't paint: the colour of its links, and the magnifying glass of its search field. */
const OF_THE_KIT: readonly { rule: string; mark: string }[] = [
  { rule: "color-contrast", mark: "text-ui-fg-interactive" },
  { rule: "role-img-alt", mark: "pointer-events-none absolute" },
]

/** What axe holds for serious or critical in a part of the page, or of a window in it, one line each; empty when there is nothing. */
export async function seriousFindings(page: Page | Frame, selector: string): Promise<string[]> {
  await page.evaluate(SOURCE)
  const run = (given: { selector: string; rules: RunOptions }): Promise<AxeResults> =>
    (window as unknown as { axe: { run(context: string, options: RunOptions): Promise<AxeResults> } }).axe.run(given.selector, given.rules)
  const { violations } = await page.evaluate(run, { selector, rules: RULES })
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical")
  return serious.flatMap(({ id, nodes }) =>
    nodes
      .filter(({ html }) => !OF_THE_KIT.some(({ rule, mark }) => rule === id && html.includes(mark)))
      .map(({ html, any }) => `${id}: ${html.slice(0, SHOWN)} ${any.map((one) => one.message).join("; ").slice(0, SHOWN)}`)
  )
}
