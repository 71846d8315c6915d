import { randomUUID } from "node:crypto"
import axios, { isAxiosError, type AxiosInstance, type AxiosRequestConfig } from "axios"
import { isAplazameError } from "../errors/aplazame-error"
import { quietly } from "../quietly"
import type { CallObserver } from "./call-observer"
import { toAplazameError, headerOf } from "./failure"
import { bearsAplazameMark, buildHeaders } from "./headers"
import { createAgents } from "./agents"
import { isNoAnswer } from "./breaker"
import { Gate } from "./gate"
import type { ApiAnswer, ApiRequest } from "./request"
import { requestId, withRequestId } from "./request-id"
import { retryGets } from "./retry"

/** Answers above this are refused unread: 5 MB. */
export const LARGEST_ANSWER_BYTES = 5 * 1024 * 1024

/** Where the client tells what it does; never a URL, id, key or body. */
export type AplazameLogger = { debug(m: string): void; warn(m: string): void }

/** Everything the transport has to know. */
export type TransportOptions = {
  privateKey: string
  previousPrivateKeys: readonly string[]
  sandbox: boolean
  baseUrl: string
  timeoutMs: number
  /** Calls in flight at once. */
  places: number
  probeAfterMs: number
  getRetries: number
  retryBaseMs: number
  userAgent: string
  logger?: AplazameLogger
  observer?: CallObserver
}

/** Asks for nothing of an order's, and any answer will do. */
const PROBE: ApiRequest = { method: "GET", path: "/merchants/api-keys", operation: "GET /merchants/api-keys", version: 1, once: true }

/**
 * Carries requests over HTTP: one deadline per try, GETs tried again, no redirects followed, every failure
 * an {@link AplazameError}. Knows nothing of what the bodies mean.
 */
export class Transport {
  // Private in the run-time sense too: printing a client must not print the key.
  readonly #http: AxiosInstance
  readonly #options: TransportOptions
  readonly gate: Gate

  constructor(options: TransportOptions) {
    this.#options = options
    this.gate = new Gate({ places: options.places, placeTimeoutMs: options.timeoutMs, probeAfterMs: options.probeAfterMs, probe: () => withRequestId(randomUUID(), () => this.send(PROBE)) })
    const overHttp = axios.getAdapter("http")
    this.#http = axios.create({
      baseURL: options.baseUrl,
      ...createAgents(),
      maxRedirects: 0,
      maxContentLength: LARGEST_ANSWER_BYTES,
      responseType: "text",
      // Bodies are written and read here, so that nothing is guessed or half parsed on the way.
      transformRequest: [(data: unknown) => data],
      transformResponse: [(data: unknown) => data],
      validateStatus: (status) => status >= 200 && status < 300,
      // Each try has a place of its own, and none while it waits to be tried again.
      adapter: (config) =>
        this.gate.pass(() => {
          // A deadline for the whole try: axios' own time-out starts afresh with every byte that arrives.
          config.signal = AbortSignal.timeout(options.timeoutMs)
          return overHttp(config)
        }),
    })
    retryGets(this.#http, {
      retries: options.getRetries,
      baseMs: options.retryBaseMs,
      onRetry: (error, attempt) => options.logger?.warn(`aplazame: GET failed (${error.response?.status ?? error.code ?? "no code"}), try ${attempt + 1}`),
    })
  }

  /** Sends and gives back any 2xx. @throws AplazameError for everything else. */
  async send(request: ApiRequest): Promise<ApiAnswer> {
    const started = Date.now()
    const id = requestId()
    const ended = quietly(() => this.#options.observer?.({ endpoint: request.operation, requestId: id }))
    const seconds = (): number => (Date.now() - started) / 1_000
    const bearer = request.bearer ?? this.#options.privateKey
    try {
      const response = await this.#http.request<unknown>({
        method: request.method,
        url: request.path,
        headers: buildHeaders({
          bearer,
          sandbox: this.#options.sandbox,
          version: request.version,
          userAgent: this.#options.userAgent,
          requestId: id,
        }),
        ...(request.once ? { "axios-retry": { retries: 0 } } : {}),
        ...(request.query === undefined ? {} : { params: request.query }),
        ...(request.body === undefined ? {} : { data: JSON.stringify(request.body) }),
      })
      this.#note(request, true)
      this.#options.logger?.debug(`aplazame: ${request.operation} ${response.status} in ${Date.now() - started} ms, request ${id}`)
      quietly(() => ended?.({ outcome: "ok", seconds: seconds(), status: response.status, ...triesOf(response.config) }))
      return {
        status: response.status,
        text: typeof response.data === "string" ? response.data : "",
        location: headerOf(response.headers, "location"),
        fromAplazame: bearsAplazameMark((name) => headerOf(response.headers, name)),
      }
    } catch (thrown) {
      const secrets = [this.#options.privateKey, ...this.#options.previousPrivateKeys, bearer]
      const error = isAplazameError(thrown) ? thrown : toAplazameError(request, thrown, secrets, this.#options.timeoutMs)
      if (error.kind !== "not_sent") this.#note(request, !isNoAnswer(error))
      this.#options.logger?.warn(
        `aplazame: ${request.operation} ${error.code} ${error.status ?? error.networkCode ?? ""} in ${Date.now() - started} ms, effect ${error.effect}, request ${id}`
      )
      const { kind: outcome, status } = error
      quietly(() => ended?.({ outcome, seconds: seconds(), ...(status === undefined ? {} : { status }), ...(isAxiosError(thrown) ? triesOf(thrown.config) : {}) }))
      throw error
    }
  }
  #note(request: ApiRequest, answered: boolean): void {
    if (!request.aside) this.gate.note(answered)
  }
}

/** How often a request was tried; nothing of one that is unknown. */
const triesOf = (config: AxiosRequestConfig | undefined): { tries?: number } => (config ? { tries: 1 + (config["axios-retry"]?.retryCount ?? 0) } : {})
