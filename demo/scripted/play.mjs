import { compareAll } from "./balance.mjs"
import { searchEverything } from "./privacy/index.mjs"
import { createReport } from "./report.mjs"
import { cancelled, challengeFailed, challengePassed, editedDown, editedUp, exchangedUp, instalments, paidOnPage, payIn4, payLater, phoneOrder, refusedCredit } from "./stories.mjs"
import { createWorld, expectThat } from "./world.mjs"

const STORIES = [instalments, payIn4, payLater, refusedCredit, challengePassed, challengeFailed, cancelled, editedDown, editedUp, exchangedUp, phoneOrder, paidOnPage]

/**
 * Plays every story against a running demo and compares both sides at the end.
 * @param {{ databaseUrl: string, log: string }} inside what only the one who started the store can look at
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function playScript(ready, inside) {
  const world = await createWorld(ready)
  const report = createReport(world)
  for (const make of STORIES) await report.story(...make(world))
  let lines = []
  await report.story("The books", [
    ["Aplazame's ledger and the store's numbers are equal to the cent for every order", async () => {
      const result = await compareAll(world)
      lines = result.lines
      expectThat(result.unequal.length === 0, result.unequal.join("; "))
      return `${world.purchases.length} orders`
    }],
    ["the store lists no problem for a person to look at", async () => {
      const { count, problems } = await world.admin.get("/admin/aplazame/problems")
      expectThat(count === 0, `${count} problems: ${JSON.stringify(problems).slice(0, 400)}`)
    }],
  ])
  let privacy = "privacy: not searched"
  await report.story("Privacy", [
    ["no key, token, e-mail, phone, address or document number is in the store's log, rows, errors or answers", async () => {
      const { searched, findings } = await searchEverything(world, inside)
      privacy = `privacy: ${searched} texts searched, ${findings.length} findings`
      expectThat(findings.length === 0, findings.slice(0, 20).map(({ what, where }) => `${what} in ${where}`).join("; "))
    }],
  ])
  console.log(`\n${lines.join("\n")}\n`)
  console.log(`${privacy}\n`)
  return report.counts()
}
