import { isAplazameError, sumCents, ZERO, addCents, type AplazameOrder, type CaptureList, type Cents } from "../../../aplazame"
import { capturedThere, EXTENDED, isPayLater, NOTHING_TO_CAPTURE, VIA_REFUND, type Figure, type OperationKind, type Shown, type ShownCaptures } from "../../../credit"
import type { AplazameOrderRow } from "../rows"
import type { OperationPorts } from "./operation-ports"

/** The id to put in the path: Aplazame's own, else ours, which it accepts too. */
export const refOf = (row: Pick<AplazameOrderRow, "aplazame_id" | "mid">): string => row.aplazame_id ?? row.mid

const createdAt = (created: string | null): number => (created ? Date.parse(created) : 0)

const shownCaptures = ({ results, remaining_capture_amount }: CaptureList): ShownCaptures => ({
  list: results.map((one) => ({ id: one.id, amount: one.amount, remaining: one.remaining_amount, created: createdAt(one.created) })),
  left: remaining_capture_amount,
})

/**
 * The captures of a credit. Products other than pay later have none; whether Aplazame answers 0 or refuses the question
 * is not documented, so 403 and 404 count as none, where captures are not known to exist. Any other refusal is a fault
 * of the question: taken for "none", a pay later order would be booked as captured and never be.
 */
export async function askCaptures(client: OperationPorts["client"], row: Pick<AplazameOrderRow, "aplazame_id" | "mid" | "product">): Promise<ShownCaptures> {
  try {
    return shownCaptures(await client.listCaptures(refOf(row)))
  } catch (error) {
    const none = row.product !== "pay_later" && isAplazameError(error) && (error.kind === "forbidden" || error.kind === "not_found")
    if (none) return { list: [], left: ZERO }
    throw error
  }
}

/** Everything that Aplazame shows of a credit's money. One that has ended may refuse a question: that figure is null. */
export async function askEverything(client: OperationPorts["client"], row: Pick<AplazameOrderRow, "aplazame_id" | "mid" | "product">, remote: Pick<AplazameOrder, "cancelled">): Promise<Shown> {
  const ref = refOf(row)
  const ended = remote.cancelled !== null
  const captures = ended ? await orNothing(askCaptures(client, row)) : await askCaptures(client, row)
  const voids = await orNothing(client.checkVoid(ref))
  const payLater = captures !== null && isPayLater(captures)
  const refund = payLater ? null : await orNothing(client.checkRefund(ref))
  return { ended, captures, voided: voids && sumCents(voids.results.map((one) => one.amount)), refundable: refund && refund.remaining_amount }
}

/** Null where Aplazame refuses to tell. @throws when it is away, or takes nothing from us */
export async function orNothing<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked
  } catch (error) {
    if (isAplazameError(error) && ["forbidden", "not_found", "rejected"].includes(error.kind)) return null
    throw error
  }
}

export type Looked = { kind: OperationKind; target: string | null }

/**
 * The figure at Aplazame that an operation changes, read now.
 *
 * capture: what is left to capture · refund: what is left to refund, of the order or of one capture
 * · void: what is left to void · cancel: the total while the order lives, 0 once it is cancelled
 * · update: the order's total.
 *
 * With a capture comes what was captured so far; with a void, and a refund of the order, what was voided. An order that a full refund or void has cancelled may
 * refuse the question; its remainder is 0.
 */
export async function look(client: OperationPorts["client"], ref: string, op: Looked): Promise<Figure> {
  try {
    return await figure(client, ref, op)
  } catch (error) {
    if (isAplazameError(error) && error.kind === "forbidden" && (await client.retrieveOrder(ref)).cancelled) return leftOnly(ZERO)
    throw error
  }
}

/** A figure of which Aplazame lists nothing. */
export const leftOnly = (left: Cents): Figure => ({ left, moved: null })

/** The figure that a capture changes. */
export const captureFigure = (captures: ShownCaptures): Figure => ({ left: captures.left, moved: capturedThere(captures) })

async function figure(client: OperationPorts["client"], ref: string, op: Looked): Promise<Figure> {
  switch (op.kind) {
    case "capture":
      if (op.target === NOTHING_TO_CAPTURE) return leftOnly(ZERO)
      return captureFigure(shownCaptures(await client.listCaptures(ref)))
    case "refund":
      if (op.target === EXTENDED) return leftOnly(await refundable(client, ref))
      if (op.target !== null) return leftOnly((await client.retrieveCaptureRefunds(ref, op.target)).remaining_amount)
      return orderRefundFigure(client, ref)
    case "void": {
      if (op.target === VIA_REFUND) return orderRefundFigure(client, ref)
      const { remaining_amount, results } = await client.checkVoid(ref)
      return { left: remaining_amount, moved: sumCents(results.map((one) => one.amount)) }
    }
    case "cancel": {
      const order = await client.retrieveOrder(ref)
      return leftOnly(order.cancelled ? ZERO : order.total_amount)
    }
    case "update":
      return leftOnly((await client.retrieveOrder(ref)).total_amount)
    case "history":
      return leftOnly(ZERO)
  }
}

/** The figure that a refund of the order changes, and what was voided, which lowers the same figure. */
async function orderRefundFigure(client: OperationPorts["client"], ref: string): Promise<Figure> {
  const left = (await client.checkRefund(ref)).remaining_amount
  const voids = await orNothing(client.checkVoid(ref))
  return { left, moved: voids && sumCents(voids.results.map((one) => one.amount)) }
}

/** Everything that a refund of any kind could still take back. */
async function refundable(client: OperationPorts["client"], ref: string): Promise<Cents> {
  const captures = shownCaptures(await client.listCaptures(ref))
  if (!isPayLater(captures)) return (await client.checkRefund(ref)).remaining_amount
  return addCents(sumCents(captures.list.map((one) => one.remaining)), captures.left)
}
