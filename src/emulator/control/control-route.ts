import { json, type Request, type Response, type Router } from "express"
import { z } from "zod"
import { ApiProblem } from "../http/problems"
import { WrongStep } from "../orders/transitions"

/** Thrown for what the control API answers with this status and `{ error: { message } }`. */
export class ControlError extends Error {
  constructor(readonly status: number, message: string) {
    super(message)
    this.name = "ControlError"
  }
}

export interface ControlRequest { params: Readonly<Record<string, string>>; query: URLSearchParams; body: unknown }

type Method = "get" | "post" | "put" | "patch" | "delete"

/**
 * Adds a JSON route. Bad input 400, unknown order 404, a step that the state does not allow 409.
 * A merchant rule that a panel action meets answers as the merchant API would. Bodies must be JSON: a page of
 * another site cannot send that without being asked first, so it cannot drive an emulator on this machine.
 */
export function controlRoute(router: Router, method: Method, path: string, handle: (request: ControlRequest) => Promise<unknown>): void {
  router[method](path, json({ limit: "5mb", strict: false }), (request: Request, response: Response) => {
    answer(request, response, handle).catch(() => response.destroy())
  })
}

async function answer(request: Request, response: Response, handle: (request: ControlRequest) => Promise<unknown>): Promise<void> {
  const origin = request.headers.origin
  if (request.method !== "GET" && origin !== undefined && origin !== `${request.protocol}://${request.headers.host ?? ""}`) {
    response.status(403).json({ error: { message: "control calls from another site are refused" } })
    return
  }
  try {
    const query = new URL(request.originalUrl, "http://emulator").searchParams
    response.json((await handle({ params: request.params, query, body: request.body ?? {} })) ?? {})
  } catch (error) {
    const [status, body] = errorAnswer(error)
    response.status(status).json(body)
  }
}

function errorAnswer(error: unknown): [number, unknown] {
  if (error instanceof ApiProblem) return [error.status, error.body()]
  if (error instanceof ControlError) return [error.status, { error: { message: error.message } }]
  if (error instanceof WrongStep) return [409, { error: { message: error.message } }]
  if (error instanceof z.ZodError) return [400, { error: { message: z.prettifyError(error) } }]
  return [500, { error: { message: error instanceof Error ? error.message : "unknown failure" } }]
}
