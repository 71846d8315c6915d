import type { Cents } from "../cents"
import { checkAmount } from "../http/check-payload"
import { pathPart } from "../http/path"
import { parseAnswerBody } from "../http/read-answer"
import type { ApiRequest } from "../http/request"
import type { Transport } from "../http/transport"
import {
  captureCreatedSchema,
  captureListSchema,
  captureSchema,
  type Capture,
  type CaptureCreated,
  type CaptureList,
} from "../schemas/capture"

function refundsPath(operation: string, ref: string, captureId: string): string {
  return `/orders/${pathPart(operation, "ref", ref)}/captures/${pathPart(operation, "captureId", captureId)}/refunds`
}

/** `GET /orders/:id/captures`. */
export async function listCaptures(transport: Transport, ref: string): Promise<CaptureList> {
  const operation = "GET /orders/:id/captures"
  const request: ApiRequest = { method: "GET", path: `/orders/${pathPart(operation, "ref", ref)}/captures`, operation, version: 1 }
  return parseAnswerBody(request, await transport.send(request), captureListSchema)
}

/** `POST /orders/:id/captures`: tells Aplazame that goods worth `amount` have left. Pay later only, when confirmed. */
export async function createCapture(transport: Transport, ref: string, amount: Cents): Promise<CaptureCreated> {
  const operation = "POST /orders/:id/captures"
  checkAmount(operation, amount)
  const path = `/orders/${pathPart(operation, "ref", ref)}/captures`
  const request: ApiRequest = { method: "POST", path, operation, version: 1, body: { amount } }
  return parseAnswerBody(request, await transport.send(request), captureCreatedSchema)
}

/** `GET /orders/:id/captures/:captureId/refunds`: the capture with its refunds. */
export async function retrieveCaptureRefunds(transport: Transport, ref: string, captureId: string): Promise<Capture> {
  const operation = "GET /orders/:id/captures/:captureId/refunds"
  const request: ApiRequest = { method: "GET", path: refundsPath(operation, ref, captureId), operation, version: 1 }
  return parseAnswerBody(request, await transport.send(request), captureSchema)
}

/** `POST /orders/:id/captures/:captureId/refunds`: gives back part or all of a capture. */
export async function refundCapture(transport: Transport, ref: string, captureId: string, amount: Cents): Promise<Capture> {
  const operation = "POST /orders/:id/captures/:captureId/refunds"
  checkAmount(operation, amount)
  const request: ApiRequest = { method: "POST", path: refundsPath(operation, ref, captureId), operation, version: 1, body: { amount } }
  return parseAnswerBody(request, await transport.send(request), captureSchema)
}
