import { setTimeout as sleep } from "node:timers/promises"
import { createPaymentSessionsWorkflow } from "@medusajs/medusa/core-flows"
import { CheckoutError, startCheckout } from "../../../src/workflows"
import type { AplazameOrderRow } from "../../../src/modules/aplazame/rows"
import type { Bench } from "../../support/aplazame-store"
import { PROVIDER } from "../../support/seed-store"
import type { LinkPayment } from "../schedule"
import type { NotificationLives } from "./hook-requests"
import { inProcess, quiet } from "./lives"
import { loseMemory } from "./lose-memory"

/** A busy machine answers later than the short patience of these tests. */
const TRIES = 8
const PATIENCE_MS = 8_000

/** What came of a link: a credit that pays, or the code by which the order can't be paid so. */
export type LinkEnd = { deaths: number; story: string[] } & ({ paid: AplazameOrderRow & { payment_id: string; payment_collection_id: string } } | { paid: null; code: string })

/** A shopper pays a collection of an order by its link, and tries again until it is paid, or refused for good. */
export async function payByLink(bench: Bench, lives: NotificationLives, collectionId: string, { product, startDies, answerDies }: LinkPayment): Promise<LinkEnd> {
  const { aplazame, container, emulator } = bench
  const story: string[] = []
  let deaths = 0
  const died = async (trace: string[]): Promise<void> => {
    deaths++
    story.push(`by link → ${trace.at(-1) ?? ""}`)
    await loseMemory(bench)
  }
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const { result: sessions } = await createPaymentSessionsWorkflow(container).run({ input: { payment_collection_id: collectionId, provider_id: PROVIDER } })
    const start = await inProcess(attempt === 1 ? startDies : null, () => startCheckout(container, { session_id: sessions.id, customer_id: null }))
    await quiet()
    if (start.life.dead) await died(start.life.trace)
    if (start.error instanceof CheckoutError && start.error.status === 409) return { paid: null, code: start.error.code, deaths, story }
    if (!start.result) continue
    const { checkout_id, mid } = start.result
    const known = lives.given.length
    lives.diesAt(deaths === 0 ? answerDies : null)
    await emulator.approve(checkout_id, { product })
    await delivered(bench, checkout_id)
    lives.diesAt(null)
    await quiet()
    for (const { dead, trace } of lives.given.slice(known)) if (dead) await died(trace)
    const row = await aplazame.orders.byMid(mid)
    if (row?.state === "confirmed" && row.order_id && row.payment_id && row.payment_collection_id) {
      return { paid: { ...row, payment_id: row.payment_id, payment_collection_id: row.payment_collection_id }, deaths, story }
    }
    if (row?.reason_code) return { paid: null, code: row.reason_code, deaths, story }
  }
  throw new Error(`not paid by its link after ${TRIES} tries: ${story.join(", ")}`)
}

/** Aplazame repeats a notification until it has an answer, and tells the end. */
async function delivered({ emulator }: Bench, ref: string): Promise<void> {
  const end = Date.now() + PATIENCE_MS
  while (Date.now() < end && (await emulator.order(ref)).notifications.some((one) => one.state === "queued")) await sleep(25)
}
