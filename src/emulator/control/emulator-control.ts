import type { OrderStatus, Product, StatusReason } from "../database/rows"
import type { FaultRuleInput, FaultState } from "../faults/rules"
import type { StoreAnswer } from "../notifications/post-notification"
import type { EmulatorSettings } from "../settings"
import type { CallView, OrderView } from "./views"

/** What a buyer's step may say. `wait` (default true): answer only when the store has been told and has answered, 20 s at most. */
export interface StepOptions { product?: Product; reason?: StatusReason; wait?: boolean }

export interface SendOptions {
  ref: string
  status: OrderStatus
  status_reason?: StatusReason
  /** Laid over the notification's body. */
  overrides?: Record<string, unknown>
  /** Laid over its headers; null takes one away. */
  headers?: Record<string, string | null>
  times?: number
  parallel?: boolean
}

export interface SeedOptions {
  count: number
  side?: "sandbox" | "live"
  mid_prefix?: string
  product?: Product
  status?: "mixed" | "ok"
  amount?: number
  step_ms?: number
  notification_url?: string
}

/** A settings patch: any of them, `availability` in part. */
export type SettingsPatch = Partial<Omit<EmulatorSettings, "availability">> & { availability?: Partial<EmulatorSettings["availability"]> }

/** Thrown when the control API answers with an error; `status` is the HTTP status. */
export class EmulatorControlError extends Error {
  constructor(readonly status: number, message: string) {
    super(`emulator control: ${status} ${message}`)
    this.name = "EmulatorControlError"
  }
}

/**
 * Drives a running emulator from a test or a script, through its control API (`/_emulator/...`). Orders are named by
 * Aplazame's id or by the store's. Amounts in hundredths. Every method throws EmulatorControlError when refused.
 *
 * The routes, all JSON, no key, for tests and people (bodies are checked: 400; unknown order: 404; wrong state: 409):
 * - `GET /_emulator` page; `GET /health`
 * - `GET /orders?limit=`, `GET /orders/:ref`: OrderView
 * - `POST /orders/:ref/{approve|challenge|refuse|expire|pass-challenge|fail-challenge|restart-notification}` StepOptions
 * - `POST /orders/:ref/{panel-refund|panel-void}` `{ amount }`, `POST /orders/:ref/panel-cancel`
 * - `GET /calls?since=&ref=`, `DELETE /calls`
 * - `GET|PUT|DELETE /faults` `{ rules: [...] }`: all of them; `POST /faults` a rule beside the others, `DELETE /faults/:id`: see FaultRuleInput
 * - `GET|PATCH /settings`: see EmulatorSettings
 * - `POST /notifications/send` SendOptions, `POST /notifications/flush` `{ order?: ids }`
 * - `POST /seed` SeedOptions, `POST /seed-campaigns` `{ side? }`, `POST /reset`
 */
export class EmulatorControl {
  private readonly base: string

  constructor(url: string) {
    this.base = `${url.replace(/\/+$/, "")}/_emulator`
  }

  health(): Promise<{ status: "ok"; public_key: string; violations: string[] }> { return this.call("GET", "/health") }

  /** Newest first; `count` is the number of all. */
  orders(limit = 200): Promise<{ count: number; orders: OrderView[] }> { return this.call("GET", `/orders?limit=${limit}`) }
  order(ref: string): Promise<OrderView> { return this.call("GET", this.orderPath(ref)) }

  /** The buyer finishes and Aplazame approves: `confirmation_required`, then the store decides. */
  approve(ref: string, options: StepOptions = {}): Promise<OrderView> { return this.step(ref, "approve", options) }
  challenge(ref: string, options: StepOptions = {}): Promise<OrderView> { return this.step(ref, "challenge", options) }
  refuse(ref: string, options: StepOptions = {}): Promise<OrderView> { return this.step(ref, "refuse", options) }
  expire(ref: string, options: StepOptions = {}): Promise<OrderView> { return this.step(ref, "expire", options) }
  passChallenge(ref: string, options: StepOptions = {}): Promise<OrderView> { return this.step(ref, "pass-challenge", options) }
  failChallenge(ref: string, options: StepOptions = {}): Promise<OrderView> { return this.step(ref, "fail-challenge", options) }
  /** Sends the order's present state again. */
  restartNotification(ref: string, options: StepOptions = {}): Promise<OrderView> { return this.step(ref, "restart-notification", options) }

  /** As a person in Aplazame's panel: no notification follows. */
  panelRefund(ref: string, amount: number): Promise<OrderView> { return this.call("POST", `${this.orderPath(ref)}/panel-refund`, { amount }) }
  panelVoid(ref: string, amount: number): Promise<OrderView> { return this.call("POST", `${this.orderPath(ref)}/panel-void`, { amount }) }
  panelCancel(ref: string): Promise<OrderView> { return this.call("POST", `${this.orderPath(ref)}/panel-cancel`, {}) }

  /** Calls of the merchant API, oldest first. */
  async calls(filter: { since?: number; ref?: string } = {}): Promise<CallView[]> {
    const query = new URLSearchParams()
    if (filter.since !== undefined) query.set("since", String(filter.since))
    if (filter.ref !== undefined) query.set("ref", filter.ref)
    return (await this.call<{ calls: CallView[] }>("GET", `/calls?${query.toString()}`)).calls
  }
  async clearCalls(): Promise<void> { await this.call("DELETE", "/calls") }

  async faults(): Promise<FaultState[]> { return (await this.call<{ rules: FaultState[] }>("GET", "/faults")).rules }
  /** Replaces all rules. */
  async setFaults(...rules: FaultRuleInput[]): Promise<FaultState[]> { return (await this.call<{ rules: FaultState[] }>("PUT", "/faults", { rules })).rules }
  /** Switches one on beside the others: for who shares the emulator. */
  addFault(rule: FaultRuleInput): Promise<FaultState> { return this.call("POST", "/faults", rule) }
  async removeFault(id: string): Promise<void> { await this.call("DELETE", `/faults/${encodeURIComponent(id)}`) }
  async clearFaults(): Promise<void> { await this.call("DELETE", "/faults") }

  settings(): Promise<EmulatorSettings> { return this.call("GET", "/settings") }
  patchSettings(patch: SettingsPatch): Promise<EmulatorSettings> { return this.call("PATCH", "/settings", patch) }

  /** A crafted notification outside the queue; gives the store's answers. */
  async sendNotification(options: SendOptions): Promise<StoreAnswer[]> {
    return (await this.call<{ answers: StoreAnswer[] }>("POST", "/notifications/send", options)).answers
  }
  /** Delivers held notifications one after the other, in the given order of their ids or as they were queued. */
  flushNotifications(order?: number[]): Promise<{ delivered: number[]; sent: number[] }> {
    return this.call("POST", "/notifications/flush", order === undefined ? {} : { order })
  }

  seed(options: SeedOptions): Promise<{ created: number; first_mid: string; last_mid: string }> { return this.call("POST", "/seed", options) }
  /** The demo's two campaigns, one for listed articles and one for the whole catalogue; asked again it makes no further ones. */
  seedCampaigns(side: "sandbox" | "live" = "sandbox"): Promise<{ campaigns: { id: string; name: string; partial: boolean }[] }> { return this.call("POST", "/seed-campaigns", { side }) }
  /** Empties orders, campaigns, calls, faults and settings. */
  async reset(): Promise<void> { await this.call("POST", "/reset", {}) }

  private step(ref: string, name: string, options: StepOptions): Promise<OrderView> {
    return this.call("POST", `${this.orderPath(ref)}/${name}`, options)
  }

  private orderPath(ref: string): string {
    return `/orders/${encodeURIComponent(ref)}`
  }

  private async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(this.base + path, {
      method, ...(body === undefined ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    })
    const text = await response.text()
    if (!response.ok) throw new EmulatorControlError(response.status, messageIn(text))
    const value: T = JSON.parse(text)
    return value
  }
}

function messageIn(text: string): string {
  try {
    const value: { error?: { message?: string } } = JSON.parse(text)
    return value.error?.message ?? text.slice(0, 200)
  } catch {
    return text.slice(0, 200)
  }
}
