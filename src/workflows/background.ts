import type { MedusaContainer } from "@medusajs/framework/types"
import { messageOf } from "../aplazame/message-of"
import type { AplazameModuleService } from "../modules/aplazame/service"
import { OPERATION_LEASE_MS } from "../modules/aplazame/stores"
import { flowContext, type FlowContext } from "./flow-context"

/** Runs of one process at the same time: a store that serves shoppers meanwhile keeps most of its connections. */
const MOST_RUNNING = 4
/** What does not fit is left to the job, which takes it when its lease ends. */
const MOST_WAITING = 200

type Work = () => Promise<void>
type Context = Pick<FlowContext, "aplazame" | "logger">

/** How a flow runs what it has written down: see {@link inline} and {@link inBackground}. */
export type Run = (flow: Context, work: Work) => Promise<void>

/** The caller waits for the work, with all its calls to Aplazame. */
export const inline: Run = (_flow, work) => work()

type Runner = { running: number; waiting: { work: Work; leaseEnds: number }[] }
const runners = new WeakMap<AplazameModuleService, Runner>()

/**
 * The caller waits for nothing. Over Redis Medusa's event worker takes one event at a time: a subscriber that waited for
 * Aplazame would keep all of the store's own events waiting. What the work does is in the ledger already, so work that
 * is lost here (the process dies, or too much waits) is done by the job.
 */
export const inBackground: Run = async (flow, work) => {
  const runner = runners.get(flow.aplazame) ?? { running: 0, waiting: [] }
  runners.set(flow.aplazame, runner)
  if (runner.waiting.length >= MOST_WAITING) return
  runner.waiting.push({ work, leaseEnds: Date.now() + OPERATION_LEASE_MS })
  startNext(flow, runner)
}

function startNext(flow: Context, runner: Runner): void {
  while (runner.running < MOST_RUNNING) {
    const next = runner.waiting.shift()
    if (!next) return
    // After its lease it is the job's.
    if (Date.now() >= next.leaseEnds) continue
    runner.running += 1
    void finish(flow, runner, next.work)
  }
}

async function finish(flow: Context, runner: Runner, work: Work): Promise<void> {
  try {
    await flow.aplazame.client.inBackground(work)
  } catch (error) {
    flow.logger.warn(`aplazame: in the background: ${messageOf(error)}`)
  } finally {
    runner.running -= 1
    startNext(flow, runner)
  }
}

/**
 * A job whose runs never keep Medusa's job worker waiting: over Redis that worker, too, takes one job at a time, so an hour's
 * comparison would hold up the job that sends what is due. A run that begins while the one before is under way is left out.
 */
export function jobInBackground(work: (container: MedusaContainer) => Promise<void>): (container: MedusaContainer) => Promise<void> {
  let running = false
  return async (container) => {
    if (running) return
    running = true
    const run = async (): Promise<void> => flowContext(container).aplazame.client.inBackground(() => work(container))
    void run()
      .catch((error: unknown) => flowContext(container).logger.warn(`aplazame: job: ${messageOf(error)}`))
      .finally(() => (running = false))
  }
}
