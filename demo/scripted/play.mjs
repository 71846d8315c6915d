import { compareAll } from "./balance.mjs"
import { createReport } from "./report.mjs"
import { cancelled, challengeFailed, challengePassed, editedDown, instalments, payIn4, payLater, refusedCredit } from "./stories.mjs"
import { createWorld, expectThat } from "./world.mjs"

const STORIES = [instalments, payIn4, payLater, refusedCredit, challengePassed, challengeFailed, cancelled, editedDown]

/**
 * Plays every story against a running demo and compares both sides at the end.
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function playScript(ready) {
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
  console.log(`\n${lines.join("\n")}\n`)
  return report.counts()
}
