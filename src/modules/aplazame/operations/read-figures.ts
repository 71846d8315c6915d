import { isAplazameError, sumCents, ZERO, addCents, type AplazameOrder, type CaptureList, type Cents } from "../../../aplazame"
import { capturedAtAplazame, EXTENDED, isPayLater, NOTHING_TO_CAPTURE, VIA_REFUND, type Figure, type OperationKind, type Shown, type ShownCaptures } from "../../../credit"
import type { AplazameOrderRow } from "../rows"
import type { OperationPorts } from "./operation-ports"

/** The id for the path of a call: Aplazame's own, or our `mid`, which Aplazame accepts too. */
export const refOf = (row: Pick<AplazameOrderRow, "aplazame_id" | "mid">): string => row.aplazame_id ?? row.mid

const createdAt = (created: string | null): number => (created ? Date.parse(created) : 0)

const shownCaptures = ({ results, remaining_capture_amount }: CaptureList): ShownCaptures => ({
  list: results.map((one) => ({ id: one.id, amount: one.amount, remaining: one.remaining_amount, created: createdAt(one.created) })),
  left: remaining_capture_amount,
})

/**
 * Reads the captures of a credit. Products other than pay later have none; whether Aplazame answers 0 or refuses the read
 * is not documented, so 403 and 404 count as none, where captures are not known to exist. Any other refusal is an error:
 * if it counted as none, a pay later order would be booked as captured without a capture.
 */
export async function readShownCaptures(client: OperationPorts["client"], row: Pick<AplazameOrderRow, "aplazame_id" | "mid" | "product">): Promise<ShownCaptures> {
  try {
    return shownCaptures(await client.listCaptures(refOf(row)))
  } catch (error) {
    const none = row.product !== "pay_later" && isAplazameError(error) && (error.kind === "forbidden" || error.kind === "not_found")
    if (none) return { list: [], left: ZERO }
    throw error
  }
}

/** Reads all that Aplazame shows of a credit's money. A remote order that has ended may refuse a read: that figure is null. */
export async function readShown(client: OperationPorts["client"], row: Pick<AplazameOrderRow, "aplazame_id" | "mid" | "product">, remote: Pick<AplazameOrder, "cancelled">): Promise<Shown> {
  const ref = refOf(row)
  const ended = remote.cancelled !== null
  const captures = ended ? await nullIfRefused(readShownCaptures(client, row)) : await readShownCaptures(client, row)
  const voids = await nullIfRefused(client.checkVoid(ref))
  const payLater = captures !== null && isPayLater(captures)
  const refund = payLater ? null : await nullIfRefused(client.checkRefund(ref))
  return { ended, captures, voided: voids && sumCents(voids.results.map((one) => one.amount)), refundable: refund && refund.remaining_amount }
}

/** Null where Aplazame refuses the read. @throws when Aplazame is unavailable or rejects our key */
export async function nullIfRefused<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked
  } catch (error) {
    if (isAplazameError(error) && ["forbidden", "not_found", "rejected"].includes(error.kind)) return null
    throw error
  }
}

export type FigureOf = { kind: OperationKind; target: string | null }

/**
 * Reads the figure at Aplazame that an operation changes.
 *
 * capture: what is left to capture · refund: what is left to refund, of the order or of one capture
 * · void: what is left to void · cancel: the total while the order lives, 0 once it is cancelled
 * · update: the order's total.
 *
 * A capture's figure also has what was captured so far; the figure of a void, and of a refund of the order, what was voided.
 * A remote order that a full refund or void has cancelled may refuse the read; what is left of it is 0.
 */
export async function readFigure(client: OperationPorts["client"], ref: string, op: FigureOf): Promise<Figure> {
  try {
    return await readOne(client, ref, op)
  } catch (error) {
    if (isAplazameError(error) && error.kind === "forbidden" && (await client.retrieveOrder(ref)).cancelled) return leftOnly(ZERO)
    throw error
  }
}

/** A figure without a list of movements. */
export const leftOnly = (left: Cents): Figure => ({ left, moved: null })

/** The figure that a capture changes. */
export const captureFigure = (captures: ShownCaptures): Figure => ({ left: captures.left, moved: capturedAtAplazame(captures) })

async function readOne(client: OperationPorts["client"], ref: string, op: FigureOf): Promise<Figure> {
  switch (op.kind) {
    case "capture":
      if (op.target === NOTHING_TO_CAPTURE) return leftOnly(ZERO)
      return captureFigure(shownCaptures(await client.listCaptures(ref)))
    case "refund":
      if (op.target === EXTENDED) return leftOnly(await readRefundable(client, ref))
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
  const voids = await nullIfRefused(client.checkVoid(ref))
  return { left, moved: voids && sumCents(voids.results.map((one) => one.amount)) }
}

/** What a refund of any kind can still give back. */
async function readRefundable(client: OperationPorts["client"], ref: string): Promise<Cents> {
  const captures = shownCaptures(await client.listCaptures(ref))
  if (!isPayLater(captures)) return (await client.checkRefund(ref)).remaining_amount
  return addCents(sumCents(captures.list.map((one) => one.remaining)), captures.left)
}
