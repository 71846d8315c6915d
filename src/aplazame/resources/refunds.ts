import type { Cents } from "../cents"
import { checkAmount } from "../http/check-payload"
import { pathPart } from "../http/path"
import { parseAnswerBody } from "../http/read-answer"
import type { ApiRequest } from "../http/request"
import type { Transport } from "../http/transport"
import { remainingSchema, voidStateSchema, type RemainingAmount, type VoidState } from "../schemas/remaining"

type Action = "refund" | "refund-extended" | "void"

function check(action: Exclude<Action, "refund-extended">, ref: string): ApiRequest {
  const operation = `GET /orders/:id/${action}` as const
  return { method: "GET", path: `/orders/${pathPart(operation, "ref", ref)}/${action}`, operation, version: 1 }
}

function move(action: Action, ref: string, amount: Cents): ApiRequest {
  const operation = `POST /orders/:id/${action}` as const
  checkAmount(operation, amount)
  return { method: "POST", path: `/orders/${pathPart(operation, "ref", ref)}/${action}`, operation, version: 1, body: { amount } }
}

/** `GET /orders/:id/refund`. */
export async function checkRefund(transport: Transport, ref: string): Promise<RemainingAmount> {
  const request = check("refund", ref)
  return parseAnswerBody(request, await transport.send(request), remainingSchema)
}

/** `POST /orders/:id/refund`: online financing. Refunding everything cancels the order. */
export async function refund(transport: Transport, ref: string, amount: Cents): Promise<RemainingAmount> {
  const request = move("refund", ref, amount)
  return parseAnswerBody(request, await transport.send(request), remainingSchema)
}

/** `POST /orders/:id/refund-extended`: undocumented, used by Aplazame's plugins for every product. Its body is not known. */
export async function refundExtended(transport: Transport, ref: string, amount: Cents): Promise<void> {
  await transport.send(move("refund-extended", ref, amount))
}

/** `GET /orders/:id/void`. */
export async function checkVoid(transport: Transport, ref: string): Promise<VoidState> {
  const request = check("void", ref)
  return parseAnswerBody(request, await transport.send(request), voidStateSchema)
}

/** `POST /orders/:id/void`: takes an amount off what is not captured. Voiding everything cancels the order. */
export async function voidAmount(transport: Transport, ref: string, amount: Cents): Promise<VoidState> {
  const request = move("void", ref, amount)
  return parseAnswerBody(request, await transport.send(request), voidStateSchema)
}
