import { minCents, subCents, sumCents, ZERO, type Cents } from "../../../aplazame"
import type { AplazameOrderRow, OperationRow } from "../rows"
import type { AplazameModuleService } from "../service"
import { readCaptures, whyRefused } from "./credit"
import { isForgotten, type BookingOf } from "./adopt"
import { EXTENDED, look, NOTHING_TO_CAPTURE } from "./look"
import { OperationError } from "./operation-error"
import { runMoneyOperation, settledRow, type MoneyRequest } from "./run-operation"
import { refOf } from "./settle"

export type RefundRequest = {
  amount: Cents
  refund_id: string
  payment_id: string
  requested_by?: string | null
  bookingOf?: BookingOf
}

type Part = { kind: "refund" | "void"; amount: Cents; target: string | null; read?: Cents }

/**
 * Refunds by the documented endpoint of the product: captures of pay later newest first, then a void of
 * what was never captured; `/refund` for the other products. Checked against the remainder before the
 * first call. A refund that spans several captures is several operations: a retry continues with the
 * parts that are missing.
 *
 * @throws OperationError
 */
export async function refund(aplazame: AplazameModuleService, row: AplazameOrderRow, request: RefundRequest): Promise<OperationRow[]> {
  const adopted = await forgottenParts(aplazame, row, request)
  const missing = subCents(request.amount, sumCents(adopted.map((op) => op.amount ?? ZERO)))
  const done: OperationRow[] = []
  for (const op of adopted) {
    await aplazame.ledger.bookAs(op.id, request.refund_id)
    done.push(op)
  }
  if (missing <= 0) return done
  try {
    const now = await refuseUncaptured(aplazame, row, missing)
    for (const [index, part] of (await plan(aplazame, now, missing)).entries()) {
      const asked: MoneyRequest = {
        ...part,
        key: `refund:${request.refund_id}:${index}`,
        payment_id: request.payment_id,
        medusa_ref: request.refund_id,
        request_amount: request.amount,
        requested_by: request.requested_by,
        bookingOf: request.bookingOf,
      }
      done.push(await runMoneyOperation(aplazame, row, asked, () => send(aplazame, row, part)))
    }
  } catch (error) {
    throw await whyRefused(aplazame, row, error)
  }
  return done
}

/**
 * Parts that happened for an equal request of the same payment that Medusa has taken back since (a
 * time-out after the effect, or a later part that failed).
 */
async function forgottenParts(aplazame: AplazameModuleService, row: AplazameOrderRow, request: RefundRequest): Promise<OperationRow[]> {
  const ops = (await aplazame.ledger.ofOrder(row.id)).filter(
    (op) => op.request_amount === request.amount && op.payment_id === request.payment_id && op.state === "done" && op.medusa_ref
  )
  const refs = [...new Set(ops.map((op) => op.medusa_ref))]
  for (const ref of refs) {
    const parts = ops.filter((op) => op.medusa_ref === ref)
    const last = parts.at(-1)
    if (last && (ref === request.refund_id || (await isForgotten(aplazame, last, request.bookingOf)))) return parts
  }
  return []
}

/**
 * Medusa refunds what it holds for captured, and a capture row that a dead process left behind looks like one.
 * Our own ledger knows what was captured; what is open is settled first, so that it counts. Returns the row as it is now.
 */
async function refuseUncaptured(aplazame: AplazameModuleService, order: AplazameOrderRow, amount: Cents): Promise<AplazameOrderRow> {
  const now = await settledRow(aplazame, order)
  const refunded = (await aplazame.ledger.ofOrder(order.id))
    .filter((op) => op.state === "done" && (op.kind === "refund" || (op.kind === "void" && op.request_amount !== null)))
    .map((op) => op.amount ?? ZERO)
  const remaining = subCents(now.captured_amount, sumCents(refunded))
  if (amount > remaining) throw new OperationError("amount_above_remaining", { amount, remaining })
  return now
}

/**
 * Which calls take the amount back. The figures that were read to know it serve the calls too: each part has a
 * figure of its own, which no other part changes.
 */
async function plan(aplazame: AplazameModuleService, row: AplazameOrderRow, amount: Cents): Promise<Part[]> {
  if (aplazame.settings.refundCall === "extended") return [{ kind: "refund", amount, target: EXTENDED }]
  const whole: Part[] = [{ kind: "refund", amount, target: null }]
  if (await hasNoCaptures(aplazame, row)) return whole
  const { order, captures, payLater } = await readCaptures(aplazame, row)
  if (!payLater) return whole
  const parts: Part[] = []
  let left = amount
  const newestFirst = [...captures.results].sort((a, b) => createdAt(b.created) - createdAt(a.created))
  for (const capture of newestFirst) {
    const part = minCents(left, capture.remaining_amount)
    if (part <= 0) continue
    parts.push({ kind: "refund", amount: part, target: capture.id, read: capture.remaining_amount })
    left = subCents(left, part)
  }
  const voided = minCents(left, captures.remaining_capture_amount)
  if (voided > 0) {
    parts.push({ kind: "void", amount: voided, target: null })
    left = subCents(left, voided)
  }
  if (left > 0) throw new OperationError("amount_above_remaining", { amount, remaining: subCents(amount, left) })
  if (parts.length === 0) throw new OperationError("amount_above_remaining", { amount, remaining: await look(aplazame.client, refOf(order), { kind: "refund", target: null }) })
  return parts
}

/** Our own capture found nothing to capture at Aplazame: the product is one that is refunded as a whole. */
async function hasNoCaptures({ ledger }: AplazameModuleService, row: AplazameOrderRow): Promise<boolean> {
  if (row.product === "pay_later") return false
  const operations = await ledger.ofOrder(row.id)
  return operations.some((op) => op.kind === "capture" && op.state === "done" && op.target === NOTHING_TO_CAPTURE)
}

function send(aplazame: AplazameModuleService, row: AplazameOrderRow, part: Part): Promise<unknown> {
  const ref = refOf(row)
  if (part.kind === "void") return aplazame.client.voidAmount(ref, part.amount)
  if (part.target === EXTENDED) return aplazame.client.refundExtended(ref, part.amount)
  if (part.target !== null) return aplazame.client.refundCapture(ref, part.target, part.amount)
  return aplazame.client.refund(ref, part.amount)
}

const createdAt = (created: string | null): number => (created ? Date.parse(created) : 0)
