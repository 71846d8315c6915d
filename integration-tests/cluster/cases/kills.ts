import { AFTER, BEFORE, CONFIRMATION, killSteps, notConverged, POST, PUT, standStill, type KillStep } from "../../faults/support/kill-steps"
import { eventually } from "../../support/eventually"
import { fulfil, orderOf } from "../../support/operator"
import { openCheckout } from "../../support/shopper"
import { tenMinutesPass } from "../../support/ten-minutes-pass"
import { agree, purchaseOf } from "../support/books"
import type { Cluster } from "../support/cluster"

const CONVERGES_MS = 200_000

type Steps = ReturnType<typeof killSteps>
type Make = (steps: Steps) => Promise<KillStep>
type Round = {
  /** Which server and which worker are killed. */
  dead: 0 | 1
  /** A worker has four things under way at most, and each of these is one. */
  inWorker: readonly Make[]
  inServer: readonly Make[]
  /** What the dead held in Redis is waited for, as in a shop; else that time goes by at once. */
  patient?: boolean
}

/** Each named step at which a call of a server is held. */
export const IN_SERVER: readonly Make[] = [
  (s) => s.checkoutStep("checkout: before the creation", BEFORE, 0),
  (s) => s.checkoutStep("checkout: created, answer lost", AFTER, 1),
  (s) => s.confirmationStep(CONFIRMATION[0]),
  (s) => s.confirmationStep(CONFIRMATION[1]),
  (s) => s.confirmationStep(CONFIRMATION[2]),
  (s) => s.captureStep("capture: after the POST", "pay_later", { ...AFTER, ...POST }, "operator"),
  (s) => s.refundStep("refund: before", "instalments", BEFORE, false),
  (s) => s.refundStep("refund: after", "instalments", AFTER, true),
  (s) => s.refundStep("refund: after", "pay_later", AFTER, true),
]

/** Each named step at which a call of a worker is held. */
export const IN_WORKER: readonly Make[] = [
  (s) => s.captureStep("capture: before the PUT", "instalments", { ...BEFORE, ...PUT }, "fulfilment"),
  (s) => s.captureStep("capture: after the PUT", "pay_later", { ...AFTER, ...PUT }, "fulfilment"),
  (s) => s.captureStep("capture: before the POST", "pay_later", { ...BEFORE, ...POST }, "fulfilment"),
  (s) => s.captureStep("capture: after the POST", "pay_later", { ...AFTER, ...POST }, "fulfilment"),
]

export const CANCELS: readonly Make[] = [(s) => s.cancelStep("cancel: before", BEFORE), (s) => s.cancelStep("cancel: after", AFTER)]

/** kill -9 of the server that holds the requests and of the worker that holds the calls, while the others go on; they stay dead. */
export async function killedAt(cluster: Cluster, { dead, inWorker, inServer, patient }: Round): Promise<void> {
  const { emulator, db, redis, seed } = cluster
  const bench = { emulator, db, seed, at: cluster.at(dead) }
  const steps = killSteps(bench)
  const held: KillStep[] = []
  const holder = new Map<KillStep, string>()
  for (const [role, makes] of Object.entries({ worker: inWorker, server: inServer })) {
    for (const make of makes) {
      const step = await make(steps)
      held.push(step)
      holder.set(step, `${role} ${dead}`)
    }
  }
  await emulator.patchSettings({ retry_delays_ms: [1_000, 2_000], retry_every_ms: 2_000 })
  cluster.balancer.route((path) => (path.startsWith("/hooks/") ? dead : undefined))

  // What is sent is captured by the worker that takes its event: by the one that is to be killed.
  const other = cluster.workers[1 - dead]!
  other.pause()
  let known = cluster.witnessed().length
  try {
    await standStill(bench, held, (step) => {
      const lines = cluster.witnessed()
      const calls = lines.slice(known).filter(({ call }) => call?.includes(step.rule.ref ?? "/checkout"))
      known = lines.length
      expect({ step: step.name, role: calls.at(-1)?.role }).toEqual({ step: step.name, role: holder.get(step) })
    })
    await Promise.all([cluster.servers[dead]!.kill(), cluster.workers[dead]!.kill()])
  } finally {
    other.resume()
    await db.query("ROLLBACK")
  }
  for (const step of held) process.stderr.write(`kill -9 of ${holder.get(step)} at   ${step.name}\n`)
  if (!patient) await redis.notesLocks()
  const { rows } = await db.query("SELECT mid FROM aplazame_order")
  await emulator.clearFaults()
  await othersGoOn(cluster)
  // Once more where what goes on meanwhile holds the rows in another order.
  await eventually(() => tenMinutesPass(db, rows.map((row) => row.mid)))
  if (!patient) await redis.dropsNotedLocks()
  const bad = await notConverged(held, CONVERGES_MS)
  if (bad.length > 0) throw new Error(`${bad.join("\n\n")}\n\n${cluster.tails()}`)
}

/** A purchase from cart to capture by whoever is left. */
async function othersGoOn(cluster: Cluster): Promise<void> {
  const checkout = await openCheckout(cluster.seed)
  await cluster.emulator.approve(checkout.checkout_id, { product: "pay_later", wait: false })
  const purchase = await purchaseOf(cluster, checkout)
  await fulfil(cluster.seed, await orderOf(cluster.seed, purchase.orderId))
  purchase.asked.fulfilled = true
  await agree(cluster, purchase)
}

/** The dead of a round come back. */
export const revive = ({ servers, workers }: Cluster, dead: 0 | 1): Promise<unknown> => Promise.all([servers[dead]!.start(), workers[dead]!.start()])
