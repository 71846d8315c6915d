import { buildUserAgent } from "./http/user-agent"
import type { CallObserver } from "./http/call-observer"
import type { AplazameLogger, TransportOptions } from "./http/transport"

/** Aplazame's one host, for test and live orders alike. docs: Aplazame API, "API reference". */
export const DEFAULT_BASE_URL = "https://api.aplazame.com"

/** How a client is set up. */
export type AplazameClientOptions = {
  /** The store's private key; it is sent as bearer token and shown nowhere. */
  privateKey: string
  /** Keys that were in use before. Never sent; taken out of errors like the one in use. */
  previousPrivateKeys?: readonly string[]
  /** Test orders (true) or live ones. */
  sandbox: boolean
  /** Where the API is; {@link DEFAULT_BASE_URL} unless told. A path is kept as prefix. */
  baseUrl?: string
  /** Milliseconds for each try, connection and whole answer included; 15000 unless told. */
  timeoutMs?: number
  /** Calls in flight at once; 8 unless told. Another one waits for its place, for `timeoutMs` at most. */
  maxConcurrentCalls?: number
  /** After five calls in a row without an answer, calls are held back. Milliseconds until one GET looks whether Aplazame answers again; 2000 unless told. */
  probeAfterMs?: number
  /** How often a GET is tried again after a network failure, 429 or 5xx; 3 unless told, 0 is never. */
  getRetries?: number
  /** Longest first wait between tries in milliseconds, doubled each time; the wait is between half of it and all of it by chance. 200 unless told. */
  retryBaseMs?: number
  /** Added to our own User-Agent. */
  userAgent?: string
  /** Gets method, path without ids, status, duration and the call's `X-Request-Id`; nothing else. */
  logger?: AplazameLogger
  /** Is told of each call and of its end, for metrics and traces. */
  observer?: CallObserver
  /** Version that checkouts are created with; 4 unless told. */
  checkoutVersion?: 3 | 4
}

/** Something that can go into a header as it is. */
const HEADER_SAFE = /^[\x21-\x7e]+$/

function wholeNumber(name: string, value: number, low: number, high: number): number {
  if (Number.isSafeInteger(value) && value >= low && value <= high) return value
  throw new TypeError(`Aplazame client: ${name} must be a whole number from ${low} to ${high}`)
}

function checkBaseUrl(text: string): string {
  let url: URL
  try {
    url = new URL(text)
  } catch {
    throw new TypeError("Aplazame client: baseUrl must be an absolute http(s) URL")
  }
  const plain = url.username === "" && url.password === "" && url.search === "" && url.hash === ""
  if ((url.protocol !== "https:" && url.protocol !== "http:") || !plain) {
    throw new TypeError("Aplazame client: baseUrl must be an http(s) URL without credentials, query and fragment")
  }
  return url.href.replace(/\/+$/, "")
}

/** Whether a text can serve as a key. */
export function isKey(key: unknown): key is string {
  return typeof key === "string" && HEADER_SAFE.test(key)
}

/**
 * Fills in what was left out and refuses what cannot work.
 *
 * @throws TypeError naming the option; never its value.
 */
export function toTransportOptions(options: AplazameClientOptions): TransportOptions {
  if (!isKey(options.privateKey)) {
    throw new TypeError("Aplazame client: privateKey must be a non-empty text without spaces or special characters")
  }
  if (typeof options.sandbox !== "boolean") throw new TypeError("Aplazame client: sandbox must be true or false")
  if (options.userAgent !== undefined && !/^[\x20-\x7e]*$/.test(options.userAgent)) {
    throw new TypeError("Aplazame client: userAgent must be plain text on one line")
  }
  return {
    privateKey: options.privateKey,
    previousPrivateKeys: options.previousPrivateKeys ?? [],
    sandbox: options.sandbox,
    baseUrl: checkBaseUrl(options.baseUrl ?? DEFAULT_BASE_URL),
    timeoutMs: wholeNumber("timeoutMs", options.timeoutMs ?? 15_000, 1, 600_000),
    places: wholeNumber("maxConcurrentCalls", options.maxConcurrentCalls ?? 8, 1, 1_000),
    probeAfterMs: wholeNumber("probeAfterMs", options.probeAfterMs ?? 2_000, 0, 600_000),
    getRetries: wholeNumber("getRetries", options.getRetries ?? 3, 0, 10),
    retryBaseMs: wholeNumber("retryBaseMs", options.retryBaseMs ?? 200, 0, 60_000),
    userAgent: buildUserAgent(options.userAgent),
    ...(options.logger === undefined ? {} : { logger: options.logger }),
    ...(options.observer === undefined ? {} : { observer: options.observer }),
  }
}
