import type { EntityManager } from "typeorm"
import { z } from "zod"
import type { MovementRow, OrderRow } from "../database/rows"
import { param, type ApiAnswer, type ApiRequest, type Endpoint } from "../http/endpoint"
import { AmountTooHigh, forbidden, notFound, parseOrProblem } from "../http/problems"
import { cents, positiveAmountSchema, type Cents } from "../money"
import { findOrder, movementsOf } from "../orders/find-order"
import { outstanding, remainingCapture, remainingRefund, remainingVoid } from "../orders/ledger"
import { capture, refund, refundCapture, refundExtended, voidAmount, type Moved } from "../orders/move-money"
import { captureShape, voidShape } from "../orders/order-shape"
import type { MerchantContext } from "./context"

const amountBody = z.looseObject({ amount: positiveAmountSchema })

/** Captures and their refunds, refund, refund-extended, void: the amounts are integers in hundredths. */
export function moneyEndpoints({ db, settings }: MerchantContext): Endpoint[] {
  const look = (shape: (order: OrderRow, movements: MovementRow[], request: ApiRequest) => unknown) =>
    async (request: ApiRequest): Promise<ApiAnswer> => db.read(async (tx) => {
      const order = await findOrder(tx, request.side, param(request, "id"), settings())
      return { status: 200, body: shape(order, await movementsOf(tx, order), request) }
    })
  const move = (
    work: (tx: EntityManager, order: OrderRow, amount: Cents, request: ApiRequest) => Promise<Moved>,
    shape: (moved: Moved, request: ApiRequest) => unknown,
  ) => async (request: ApiRequest): Promise<ApiAnswer> => db.write(async (tx) => {
    const order = await findOrder(tx, request.side, param(request, "id"), settings())
    const { amount } = parseOrProblem(amountBody, request.body ?? {})
    return { status: 200, body: shape(await work(tx, order, cents(amount), request).catch(asConfigured), request), effect: true }
  })
  const asConfigured = (error: unknown): never => {
    throw error instanceof AmountTooHigh ? new AmountTooHigh(error.left, settings().over_amount_status) : error
  }
  return [
    { method: "GET", path: "/orders/:id/captures", key: "private", handle: look((order, movements) => captureList(order, movements)) },
    {
      method: "POST", path: "/orders/:id/captures", key: "private",
      handle: move((tx, order, amount) => capture(tx, order, amount, "api"), ({ order, movements, added: [made] }) => ({
        ...(made ? captureShape(made, movements) : {}), remaining_capture_amount: remainingCapture(order),
      })),
    },
    {
      method: "GET", path: "/orders/:id/captures/:captureId/refunds", key: "private",
      handle: look((_order, movements, request) => oneCapture(movements, param(request, "captureId"))),
    },
    {
      method: "POST", path: "/orders/:id/captures/:captureId/refunds", key: "private",
      handle: move(
        (tx, order, amount, request) => refundCapture(tx, order, param(request, "captureId"), amount, "api"),
        ({ movements }, request) => oneCapture(movements, param(request, "captureId")),
      ),
    },
    {
      method: "GET", path: "/orders/:id/refund", key: "private",
      handle: look((order) => {
        if (order.product === "pay_later") throw forbidden("Refund the captures of a pay later order.")
        return { remaining_amount: remainingRefund(order) }
      }),
    },
    {
      method: "POST", path: "/orders/:id/refund", key: "private",
      handle: move((tx, order, amount) => refund(tx, order, amount, "api"), ({ order }) => ({ remaining_amount: remainingRefund(order) })),
    },
    {
      method: "POST", path: "/orders/:id/refund-extended", key: "private",
      handle: move((tx, order, amount) => refundExtended(tx, order, amount, "api"), ({ order }) => ({ remaining_amount: outstanding(order) })),
    },
    { method: "GET", path: "/orders/:id/void", key: "private", handle: look((order, movements) => voidList(order, movements)) },
    {
      method: "POST", path: "/orders/:id/void", key: "private",
      handle: move((tx, order, amount) => voidAmount(tx, order, amount, "api", settings()), ({ order, movements }) => voidList(order, movements)),
    },
  ]
}

function captureList(order: OrderRow, movements: readonly MovementRow[]): unknown {
  return {
    remaining_capture_amount: remainingCapture(order),
    results: movements.filter((one) => one.kind === "capture").map((one) => captureShape(one, movements)),
  }
}

function oneCapture(movements: readonly MovementRow[], id: string): Record<string, unknown> {
  const found = movements.find((one) => one.kind === "capture" && one.id === id)
  if (!found) throw notFound("capture__id", id)
  return captureShape(found, movements)
}

function voidList(order: OrderRow, movements: readonly MovementRow[]): unknown {
  return { remaining_amount: remainingVoid(order), results: movements.filter((one) => one.kind === "void").map(voidShape) }
}
