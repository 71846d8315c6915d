import { Modules } from "@medusajs/framework/utils"
import { messageOf } from "../aplazame/message-of"
import type { EventRow } from "../modules/aplazame/events"
import type { AplazameModuleService } from "../modules/aplazame/service"
import type { FlowContext } from "./flow-context"

const BATCH = 50
/** Prolonged while the process lives: only the events of one that died are taken by another. */
const EVENT_LEASE_MS = 60_000

/**
 * Emits on Medusa's event bus what the stores have written down, oldest first.
 *
 * An event is in the bus before it is marked: a process that dies between the two, or a bus that fails after it took
 * the event, makes it go out again with the same `event_id`. Nothing else does, and none is lost before the bus has it.
 * @returns how many went out
 */
export async function emitEvents(flow: Pick<FlowContext, "aplazame" | "container" | "logger">): Promise<number> {
  for (let count = 0; ; ) {
    const claimed = await flow.aplazame.events.claim(BATCH, EVENT_LEASE_MS)
    const emitted = await emitClaimed(flow, claimed)
    count += emitted
    if (emitted < BATCH) return count
  }
}

async function emitClaimed({ aplazame: { events }, container, logger }: Pick<FlowContext, "aplazame" | "container" | "logger">, claimed: EventRow[]): Promise<number> {
  if (claimed.length === 0) return 0
  const bus = container.resolve(Modules.EVENT_BUS)
  const left = claimed.map((event) => event.id)
  // A bus whose Redis is away keeps us waiting until it is back.
  const alive = setInterval(() => void events.prolong(left, EVENT_LEASE_MS).catch(() => undefined), EVENT_LEASE_MS / 3)
  try {
    for (const { id, name, data } of claimed) {
      await bus.emit({ name, data })
      await events.emitted(id)
      left.shift()
    }
  } catch (error) {
    logger.warn(`aplazame: ${left.length} events not emitted, they will be: ${messageOf(error)}`)
    await events.release(left)
  } finally {
    clearInterval(alive)
  }
  return claimed.length - left.length
}

/** Who is at it in this process, and whether somebody has asked since. */
const running = new WeakMap<AplazameModuleService, { again: boolean }>()

/** Emits soon, beside whatever goes on: nobody waits for the event bus. */
export function emitSoon(flow: Pick<FlowContext, "aplazame" | "container" | "logger">): void {
  const now = running.get(flow.aplazame)
  if (now) now.again = true
  else void emitUntilDone(flow)
}

async function emitUntilDone(flow: Pick<FlowContext, "aplazame" | "container" | "logger">): Promise<void> {
  const now = { again: true }
  running.set(flow.aplazame, now)
  try {
    while (now.again) {
      now.again = false
      await emitEvents(flow)
    }
  } catch (error) {
    flow.logger.warn(`aplazame: events not emitted, the job will: ${messageOf(error)}`)
  } finally {
    running.delete(flow.aplazame)
  }
}
