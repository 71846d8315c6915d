import type { MedusaContainer } from "@medusajs/framework/types"
import { isAplazameError, type Cents } from "../../aplazame"
import { messageOf } from "../../aplazame/message-of"
import { amountsAtAplazame, hasEnded } from "../../credit"
import { readShown, readConfirmedCredit, readSnapshot, refOf, withCreditLock } from "../../modules/aplazame/operations"
import type { AplazameOrderRow } from "../../modules/aplazame/rows"
import { flowContext, type FlowContext } from "../flow-context"
import { settleOpen } from "../resume-operations"
import { ActionError } from "./action-error"
import { creditOfOrder, overviewOf, type Overview } from "./overview"
import { translateError } from "./translate-error"

/** Aplazame's own figures, read now; null where its words for the order leave none. Hundredths. */
type LiveFigures = { total: Cents; captured: Cents | null; voided: Cents; refunded: Cents }

export type Refreshed = { overview: Overview; live: LiveFigures | null }

/** A credit that was read this recently is not read again. */
const READ_RECENTLY_MS = 30_000
const underWay = new Set<string>()

/**
 * Reads an order at Aplazame: takes its status over, settles what is without an answer by reading, and
 * returns its figures beside ours. Moves no money.
 * @throws ActionError
 */
export async function refreshOrder(container: MedusaContainer, orderId: string): Promise<Refreshed> {
  const flow = flowContext(container)
  const row = await creditOfOrder(flow, orderId)
  if (!row) throw new ActionError("credit_not_found")
  try {
    const live = await readLiveFigures(flow, row)
    return { overview: await overviewOf(flow, orderId), live }
  } catch (error) {
    throw await translateError(flow.aplazame, row.id, new Date(), error)
  }
}

async function readLiveFigures(flow: FlowContext, row: AplazameOrderRow): Promise<LiveFigures | null> {
  const { client, orders } = flow.aplazame
  const remote = await retrieve(flow, row)
  if (!remote) return null
  const now = await orders.takeOver(row, remote)
  await settleOpen(flow, row)
  if (now.state !== "confirmed" && now.state !== "cancelled") return null
  const shown = await readShown(client, now, remote)
  const { credit } = await readSnapshot(flow.aplazame, now, null)
  const { captured, ...there } = amountsAtAplazame(credit, shown)
  if (captured !== null && now.product === null) await orders.update(row.id, { product: "pay_later" })
  return { total: remote.total_amount, captured, ...there }
}

/** Null when Aplazame does not know the order: its creation never arrived. */
async function retrieve({ aplazame }: FlowContext, row: AplazameOrderRow) {
  try {
    return await aplazame.client.retrieveOrder(refOf(row))
  } catch (error) {
    if (isAplazameError(error) && error.kind === "not_found") return null
    throw error
  }
}

/**
 * Starts to read Aplazame in the background when the last reading is a while ago. True when one is under way:
 * the page then asks for our tables once more.
 */
export function refreshSoon(flow: FlowContext, overview: Overview): boolean {
  const { credit } = overview
  if (!credit || hasEnded(credit.state)) return false
  if (credit.checked_at && Date.now() - credit.checked_at.getTime() < READ_RECENTLY_MS) return false
  if (underWay.has(credit.id)) return true
  underWay.add(credit.id)
  void refreshRow(flow, credit.id)
    .catch((error: unknown) => flow.logger.warn(`aplazame: refresh of ${credit.id}: ${messageOf(error)}`))
    .finally(() => underWay.delete(credit.id))
  return true
}

/** The status, and the product as far as Aplazame's captures prove it. */
async function refreshRow(flow: FlowContext, id: string): Promise<void> {
  const row = await flow.aplazame.orders.byId(id)
  if (!row) return
  if (row.state === "confirmed" && row.product === null) return void (await withCreditLock(flow.locking, row, async () => readConfirmedCredit(flow.aplazame, await readSnapshot(flow.aplazame, row, null))))
  const remote = await retrieve(flow, row)
  if (remote) await withCreditLock(flow.locking, row, () => flow.aplazame.orders.takeOver(row, remote))
}
