import { setTimeout as pause } from "node:timers/promises"
import { Router, type Request, type Response } from "express"
import type { EmulatorDatabase } from "../database/open-database"
import type { FaultBox, FaultState } from "../faults/rules"
import { LedgerViolation } from "../orders/ledger"
import { findAnyOrder } from "../orders/find-order"
import { readAccept } from "./accept"
import { sendAnswer } from "./answer-writer"
import { authorize, type Keys } from "./authorize"
import { logCall } from "./call-log"
import type { ApiAnswer, Endpoint } from "./endpoint"
import { ApiProblem, historical, methodNotAllowed, notAcceptable, notFound, obsoleteVersion, tooLarge } from "./problems"
import { parseBody, readBytes } from "./read-body"

export interface ApiOptions { db: EmulatorDatabase; keys: Keys; faults: FaultBox; endpoints: readonly Endpoint[]; onViolation: (text: string) => void }

/** The merchant API: one express route per path, and for every call the same order of checks (406, 401, 405, 415, 400). */
export function apiRouter(options: ApiOptions): Router {
  const router = Router({ caseSensitive: true })
  for (const path of new Set(options.endpoints.map((endpoint) => endpoint.path))) {
    const here = options.endpoints.filter((endpoint) => endpoint.path === path)
    router.all(path, (request, response) => answerOrHangUp(serve(options, here, path, request, response), response))
  }
  router.use((request, response) => answerOrHangUp(serve(options, [], null, request, response), response))
  return router
}

/** A call that cannot even be logged (the emulator is closing) gets no answer at all. */
function answerOrHangUp(serving: Promise<void>, response: Response): void {
  serving.catch(() => response.destroy())
}

async function serve(options: ApiOptions, here: readonly Endpoint[], path: string | null, request: Request, response: Response): Promise<void> {
  response.set("Access-Control-Allow-Origin", "*")
  if (request.method === "OPTIONS") {
    response.set({ "Access-Control-Allow-Headers": "Authorization, Accept, Content-Type", "Access-Control-Allow-Methods": "GET, POST, PUT, PATCH, DELETE" })
    response.status(204).end()
    return
  }
  const { db, faults } = options
  const route = path === null ? null : `${request.method} ${path}`
  const bytes = await readBytes(request).catch((error: unknown) => error)
  const body = Buffer.isBuffer(bytes) ? looseBody(bytes, request) : undefined
  const ref = request.params.id !== undefined && path?.startsWith("/me/") !== true ? request.params.id : orderIdIn(body)
  const refs = ref === null ? [] : await knownIds(db, ref)
  const fault = faults.take({ method: request.method, path: request.path, route: route ?? request.path, refs })
  const late = fault?.after_effect === true || fault?.reset === "after"
  if (fault?.delay_ms && !late) await pause(fault.delay_ms)
  let answer: ApiAnswer
  if (fault && skipsWork(fault)) answer = faultAnswer(fault)
  else {
    answer = await work(options, here, request, Buffer.isBuffer(bytes) ? bytes : null)
    if (fault?.status !== undefined) answer = { ...faultAnswer(fault), effect: answer.effect }
  }
  const createdId = path === "/checkout" && answer.effect ? idOf(answer.body) : null
  await logCall(db, {
    method: request.method, path: request.originalUrl, route, ref: createdId ?? ref, status: fault?.reset ? 0 : answer.status,
    body, effect: answer.effect === true, fault: fault?.id ?? null,
  })
  if (fault?.delay_ms && late) await pause(fault.delay_ms)
  if (response.destroyed) return
  if (fault?.reset) request.socket.resetAndDestroy()
  else sendAnswer(response, answer, versionOf(request), fault)
}

async function work(options: ApiOptions, here: readonly Endpoint[], request: Request, bytes: Buffer | null): Promise<ApiAnswer> {
  try {
    if (here.length === 0) throw unknownPath(request)
    if (bytes === null) throw tooLarge()
    const accepted = readAccept(request.headers.accept, urlVersion(request))
    const endpoint = here.find((one) => one.method === request.method)
    const key = endpoint?.key ?? here[0]?.key ?? "private"
    authorize(request.headers.authorization, key, options.keys)
    if (!endpoint) throw methodNotAllowed(request.method)
    if (endpoint.obsolete?.includes(accepted.version)) throw obsoleteVersion(accepted.version, endpoint.versions ?? [])
    if (endpoint.versions && !endpoint.versions.includes(accepted.version)) throw notAcceptable()
    return await endpoint.handle({
      ...accepted, params: request.params, query: new URL(request.originalUrl, "http://emulator").searchParams,
      body: parseBody(bytes, request.headers["content-type"]), origin: originOf(request), path: request.baseUrl + request.path,
    })
  } catch (error) {
    if (error instanceof ApiProblem) return { status: error.status, body: error.body() }
    if (error instanceof LedgerViolation) options.onViolation(`${request.method} ${request.path}: ${error.message}`)
    else process.stderr.write(`aplazame emulator: ${error instanceof Error ? (error.stack ?? error.message) : "unknown failure"}\n`)
    return { status: 500, body: { error: { type: "ServerException", message: "Internal server error" } } }
  }
}

const HISTORICAL = /^\/(?:customers|merchants|me\/(?:operations|payments|instalment-payments))(?:\/|$)/

/** A doubled slash is answered as the official Python tests expect: 405. */
function unknownPath(request: Request): ApiProblem {
  if (request.path.includes("//")) return methodNotAllowed(request.method)
  return HISTORICAL.test(request.path) ? historical(request.path) : notFound("path", request.path)
}

/** Scheme and host under which the caller reached the emulator. */
export function originOf(request: Request): string {
  return `${request.protocol}://${request.headers.host ?? "localhost"}`
}

function skipsWork(fault: FaultState): boolean {
  return fault.reset === "before" || (fault.status !== undefined && fault.after_effect !== true && fault.reset !== "after")
}

function faultAnswer(fault: FaultState): ApiAnswer {
  const status = fault.status ?? 500
  return { status, body: fault.error_body ?? { error: { type: "EmulatedFault", message: "A fault that was switched on at the emulator." } } }
}

function versionOf(request: Request): number {
  try {
    return readAccept(request.headers.accept, urlVersion(request)).version
  } catch {
    return 4
  }
}

/** `/v1/orders` works, though it is discouraged (docs: Aplazame API, versions). The prefix was cut off before routing. */
function urlVersion(request: Request): number | undefined {
  const version: unknown = request.res?.locals.urlVersion
  return typeof version === "number" ? version : undefined
}

/** The body for log and faults, which also want the unreadable ones. */
function looseBody(bytes: Buffer, request: Request): NonNullable<unknown> | null {
  if (bytes.length === 0) return null
  try {
    return parseBody(bytes, request.headers["content-type"]) ?? null
  } catch {
    return bytes.toString("utf8").slice(0, 2000)
  }
}

function orderIdIn(body: unknown): string | null {
  if (typeof body !== "object" || body === null || !("order" in body)) return null
  return idOf(body.order)
}

function idOf(value: unknown): string | null {
  if (typeof value !== "object" || value === null || !("id" in value)) return null
  return typeof value.id === "string" || typeof value.id === "number" ? String(value.id) : null
}

async function knownIds(db: EmulatorDatabase, ref: string): Promise<string[]> {
  const order = await db.read((tx) => findAnyOrder(tx, ref))
  return order ? [ref, order.id, order.mid] : [ref]
}
