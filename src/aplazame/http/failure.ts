import { isAxiosError, type AxiosError } from "axios"
import type { AplazameError } from "../errors/aplazame-error"
import {
  AplazameNetworkError,
  AplazameTimeoutError,
  AplazameUnreadableError,
  ERROR_CLASS,
} from "../errors/classes"
import { effectOfNetworkFailure, effectOfStatus, effectOfTimeout, effectOfUnreadable } from "../errors/effect"
import { kindOfStatus } from "../errors/kind-of-status"
import { personalValues } from "../errors/personal-values"
import { readRemoteError } from "../errors/remote-error"
import { bearsAplazameMark } from "./headers"
import type { ApiRequest } from "./request"

const TIMEOUT_CODES: ReadonlySet<string> = new Set(["ERR_CANCELED", "ECONNABORTED", "ETIMEDOUT"])

/** Reads one header of an axios answer, "" when absent. */
export function headerOf(headers: unknown, name: string): string {
  if (typeof headers !== "object" || headers === null) return ""
  const value: unknown = Reflect.get(headers, name)
  return typeof value === "string" ? value : ""
}

/** An answer with a status that is no success. */
function fromStatus(request: ApiRequest, status: number, headers: unknown, body: unknown, secrets: readonly string[]): AplazameError {
  const kind = kindOfStatus(status)
  const remote = readRemoteError(typeof body === "string" ? body : "", { secrets, personal: personalValues(request) })
  const told = remote.message === undefined || remote.message === "" ? "" : `: ${remote.message}`
  const fromAplazame = bearsAplazameMark((name) => headerOf(headers, name))
  return new ERROR_CLASS[kind]({
    operation: request.operation,
    status,
    effect:
      kind === "unreadable"
        ? effectOfUnreadable(request.method, { status, fromAplazame })
        : effectOfStatus(request.method, status),
    message: `${request.operation} was answered ${status} by Aplazame${told}`,
    ...(remote.fields === undefined ? {} : { fields: remote.fields }),
  })
}

/** The head of an answer whose body could not be taken in: axios keeps it only on the raw request. */
function headOf(error: AxiosError): { status: number; headers: unknown } | undefined {
  if (error.response !== undefined) return { status: error.response.status, headers: error.response.headers }
  const request: unknown = error.request
  if (typeof request !== "object" || request === null) return undefined
  const answer: unknown = Reflect.get(request, "res")
  if (typeof answer !== "object" || answer === null) return undefined
  const status: unknown = Reflect.get(answer, "statusCode")
  return typeof status === "number" ? { status, headers: Reflect.get(answer, "headers") } : undefined
}

/** A body that broke off, is too large, or is no HTTP at all. */
function fromBrokenBody(request: ApiRequest, error: AxiosError): AplazameError {
  const head = headOf(error)
  const status = head?.status ?? 0
  const fromAplazame = bearsAplazameMark((name) => headerOf(head?.headers, name))
  return new AplazameUnreadableError({
    operation: request.operation,
    effect: effectOfUnreadable(request.method, { status, fromAplazame }),
    message: `${request.operation}: the answer of Aplazame could not be read to its end`,
    ...(head === undefined ? {} : { status }),
    ...(error.code === undefined ? {} : { networkCode: error.code }),
  })
}

/**
 * Turns whatever axios threw into an error of ours. Takes over codes, the status and scrubbed texts, and
 * nothing else, so that no key, header, body or URL can leave with it.
 */
export function toAplazameError(request: ApiRequest, thrown: unknown, secrets: readonly string[], timeoutMs: number): AplazameError {
  if (!isAxiosError(thrown)) {
    return new AplazameNetworkError({
      operation: request.operation,
      effect: effectOfNetworkFailure(request.method, undefined),
      message: `${request.operation} failed before an answer was read`,
    })
  }
  const code = thrown.code
  const status = thrown.response?.status
  if (status !== undefined && (status < 200 || status >= 300)) {
    return fromStatus(request, status, thrown.response?.headers, thrown.response?.data, secrets)
  }
  if (code !== undefined && TIMEOUT_CODES.has(code)) {
    return new AplazameTimeoutError({
      operation: request.operation,
      effect: effectOfTimeout(request.method),
      message: `${request.operation} was not answered by Aplazame within ${timeoutMs} ms`,
      networkCode: code,
    })
  }
  if (status !== undefined || code === "ERR_BAD_RESPONSE" || code?.startsWith("HPE_")) {
    return fromBrokenBody(request, thrown)
  }
  return new AplazameNetworkError({
    operation: request.operation,
    effect: effectOfNetworkFailure(request.method, code),
    message: `${request.operation}: the connection to Aplazame failed (${code ?? "no code"})`,
    ...(code === undefined ? {} : { networkCode: code }),
  })
}
