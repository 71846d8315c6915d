import type { MedusaContainer } from "@medusajs/framework/types"
import { DAY_MS } from "../../config/durations"
import { flowContext, type FlowContext } from "../flow-context"
import { judgeHealth, type Health, type HealthFacts } from "./judge"

export { HEALTH_CHECKS, type Health, type HealthLevel } from "./judge"

/** Credits of these days are compared hourly (`reconcileByAge`). */
const HOURLY_DAYS = 3
/** A database that is so slow is one that does not answer: a monitor waits no longer. */
const DATABASE_TIMEOUT_MS = 5_000

/** How the store stands, for a monitor: read from our own tables in four small queries. Asks nobody else and changes nothing. */
export async function healthOf(container: MedusaContainer): Promise<Health> {
  const flow = flowContext(container)
  return judgeHealth(await factsInTime(flow), flow.aplazame.clock())
}

async function factsInTime(flow: FlowContext): Promise<HealthFacts | null> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), DATABASE_TIMEOUT_MS)))
  try {
    return await Promise.race([readHealthFacts(flow), tooLate])
  } catch (error) {
    flow.logger.error(`aplazame: health: ${error instanceof Error ? error.message : "the database does not answer"}`)
    return null
  } finally {
    clearTimeout(timer)
  }
}

async function readHealthFacts({ aplazame }: FlowContext): Promise<HealthFacts> {
  const [operations, notifications, compared, problems] = await Promise.all([
    aplazame.ledger.waiting(),
    aplazame.inbox.waiting(),
    aplazame.orders.comparedSince(new Date(aplazame.clock() - HOURLY_DAYS * DAY_MS)),
    aplazame.problems.countOpen(),
  ])
  const { awaySince } = aplazame.client
  return { awaySince: awaySince === null ? null : new Date(awaySince), ...operations, ...notifications, ...compared, problems }
}
