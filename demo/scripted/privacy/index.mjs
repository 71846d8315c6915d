import { setTimeout as sleep } from "node:timers/promises"
import { expectThat } from "../world.mjs"
import { adminAnswers, logLines, rowsOf } from "./collect.mjs"
import { needlesOf } from "./needles.mjs"
import { provoke } from "./provoke.mjs"
import { scan } from "./scan.mjs"

/** The log is written by another process. */
const LOG_SETTLES_MS = 500

/**
 * Searches everything that this run has left in the log, the tables and the answers, errors included.
 * @param {{ databaseUrl: string, log: string }} inside
 * @returns {Promise<{ searched: number, findings: { where: string, what: string }[] }>}
 */
export async function searchEverything(world, { databaseUrl, log }) {
  const needles = needlesOf({ ...world.secrets, databaseUrl })
  const answers = await provoke(world, needles)
  const orderIds = world.purchases.flatMap(({ orderId }) => orderId ?? [])
  answers.push(...(await adminAnswers(world.admin, orderIds)))
  answers.push(...world.purchases.map(({ checkout }) => ({ where: "POST checkout", text: JSON.stringify(checkout) })))
  const rows = await rowsOf(databaseUrl)
  await sleep(LOG_SETTLES_MS)
  const lines = logLines(log)
  expectThatItLooked({ answers, rows, lines }, world.purchases)
  const texts = [...answers, ...rows, ...lines]
  return { searched: texts.length, findings: scan(texts, needles) }
}

/** A search in nothing finds nothing: each source must hold what it is known to hold. */
function expectThatItLooked({ answers, rows, lines }, purchases) {
  const holds = (texts, text) => texts.some((one) => one.text.includes(text))
  for (const { mid } of purchases) expectThat(holds(rows, mid), `no row has ${mid}`)
  for (const { orderId } of purchases) if (orderId) expectThat(holds(answers, orderId), `no answer has ${orderId}`)
  const places = new Set(rows.map(({ where }) => where))
  for (const place of ["aplazame_order", "aplazame_operation", "aplazame_notification", "payment_session.data", "payment.data"]) expectThat(places.has(place), `nothing was read of ${place}`)
  for (const told of ["/hooks/aplazame/notifications", "aplazame: POST /checkout 201", "aplazame_validation"]) expectThat(holds(lines, told), `the log has no "${told}"`)
}
