import { randomInt } from "node:crypto"
import { AFTER, BEFORE, CONFIRMATION, killSteps, POST, PUT, type KillStep } from "../../faults/support/kill-steps"
import { eventually } from "../../support/eventually"
import { fulfil, orderOf } from "../../support/operator"
import { openCheckout } from "../../support/shopper"
import { tenMinutesPass } from "../../support/ten-minutes-pass"
import { agree, purchaseOf } from "../support/books"
import type { Cluster } from "../support/cluster"

const PATIENCE = { within: 150_000, every: 500 } as const

/** kill -9 of one process. The others go on; it is started again only when everything has converged without it. */
export function kills(cluster: Cluster): void {
  const applied = async (id: string): Promise<number | undefined> => (await cluster.emulator.faults()).find((rule) => rule.id === id)?.applied

  /** A purchase from cart to capture by whoever is left. */
  const othersGoOn = async (): Promise<void> => {
    const checkout = await openCheckout(cluster.seed)
    await cluster.emulator.approve(checkout.checkout_id, { product: "pay_later", wait: false })
    const purchase = await purchaseOf(cluster, checkout)
    await fulfil(cluster.seed, await orderOf(cluster.seed, purchase.orderId))
    purchase.asked.fulfilled = true
    await agree(cluster, purchase)
  }

  const converge = async (steps: readonly KillStep[]): Promise<void> => {
    const bad: string[] = []
    for (const step of steps) {
      await eventually(step.converged, PATIENCE).catch((error: unknown) => bad.push(`${step.name}: ${error instanceof Error ? error.message : String(error)}`))
    }
    if (bad.length > 0) throw new Error(`${bad.join("\n\n")}\n\n${cluster.tails()}`)
  }

  it("finishes in the other server, without a restart, what the killed one had begun: checkouts, confirmations, a capture, refunds and a cancel", async () => {
    const { emulator, db, servers } = cluster
    const dead = randomInt(servers.length)
    const steps = killSteps({ emulator, db, seed: cluster.seed, at: cluster.at(dead) })
    const held = [
      await steps.checkoutStep("checkout: before the creation", BEFORE, 0),
      await steps.checkoutStep("checkout: created, answer lost", AFTER, 1),
      await steps.confirmationStep(CONFIRMATION[0]),
      await steps.confirmationStep(CONFIRMATION[1]),
      await steps.confirmationStep(CONFIRMATION[2]),
      await steps.captureStep("capture: after the POST", "pay_later", { ...AFTER, ...POST }, "operator"),
      await steps.refundStep("refund: before", "instalments", BEFORE, false),
      await steps.refundStep("refund: after", "pay_later", AFTER, true),
      await steps.cancelStep("cancel: after", AFTER),
    ]
    await emulator.patchSettings({ retry_delays_ms: [1_000, 2_000], retry_every_ms: 2_000 })
    await emulator.setFaults(...held.map((step, i) => ({ id: String(i), ...step.rule })))
    cluster.balancer.route((path) => (path.startsWith("/hooks/") ? dead : undefined))
    await db.query("BEGIN")
    for (const [i, step] of held.entries()) {
      void step.act().catch(() => undefined)
      await eventually(async () => expect(await applied(String(i))).toBe(1))
      await step.reached?.()
    }
    await servers[dead]!.kill()
    await db.query("ROLLBACK")
    const before = (await db.query("SELECT mid FROM aplazame_order")).rows.map((row) => row.mid)
    await emulator.clearFaults()
    await othersGoOn()
    await tenMinutesPass(db, before)
    await converge(held)
    await servers[dead]!.start()
  })

  it.each([
    ["after the POST", "pay_later", { ...AFTER, ...POST }],
    ["before the PUT", "instalments", { ...BEFORE, ...PUT }],
  ] as const)("captures once by the other worker, without a restart, when the one that captures is killed %s (%s)", async (name, product, rule) => {
    const { emulator, db, workers, seed } = cluster
    const step = await killSteps({ emulator, db, seed, at: seed }).captureStep(name, product, rule, "fulfilment")
    await emulator.setFaults({ id: name, ...step.rule })
    const known = cluster.witnessed().length
    await step.act()
    await eventually(async () => expect(await applied(name)).toBe(1))
    const handled = cluster.witnessed().slice(known).filter((line) => line.event === "order.fulfillment_created")
    expect(handled).toHaveLength(1)
    const dead = workers[Number(handled[0]!.role.split(" ")[1])]!
    await dead.kill()
    await emulator.clearFaults()
    await othersGoOn()
    const { rows } = await db.query("SELECT mid FROM aplazame_order WHERE aplazame_id = $1", [step.rule.ref])
    await tenMinutesPass(db, rows.map((row) => row.mid))
    await converge([step])
    await dead.start()
  })
}
