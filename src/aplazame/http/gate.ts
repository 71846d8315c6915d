import { AsyncLocalStorage } from "node:async_hooks"
import { AplazameNotSentError } from "../errors/classes"
import { afterCall, afterProbe, CLOSED, decideSending, whileProbing } from "./breaker"
import { Places, type Caller } from "./places"

export type GateOptions = {
  /** Calls in flight at once. */
  places: number
  /** How long a call waits for its place. */
  placeTimeoutMs: number
  /** How long calls are held back before a probe finds out whether Aplazame answers again. */
  probeAfterMs: number
  /** One call that reads and changes nothing. */
  probe: () => Promise<unknown>
}

/** `held` is true while the work that took a place ahead of its call goes on. `probing`: the call is the probe itself. */
type Context = { caller: Caller; held?: boolean; probing?: boolean }

/**
 * What every call of one client passes before it is sent. A call that does not pass was certainly not sent, and says so:
 * {@link AplazameNotSentError}.
 */
export class Gate {
  readonly #context = new AsyncLocalStorage<Context>()
  readonly #places: Places
  readonly #options: GateOptions
  #breaker = CLOSED
  #probing: Promise<void> | undefined

  constructor(options: GateOptions) {
    this.#options = options
    this.#places = new Places(options.places)
  }

  /** Runs work whose calls give way to those of shoppers. */
  inBackground<T>(work: () => T): T {
    return this.#context.run({ caller: "background" }, work)
  }

  /** Runs work whose call has its place from the beginning: nothing that it writes before its call is followed by a wait. */
  async hold<T>(work: () => Promise<T>): Promise<T> {
    const context: Context = { caller: this.#caller, held: true }
    try {
      return await this.pass(() => this.#context.run(context, work))
    } finally {
      context.held = false
    }
  }

  /** Tells how a call ended. */
  note(answered: boolean): void {
    this.#breaker = afterCall(this.#breaker, answered, Date.now(), this.#options.probeAfterMs)
  }

  /** Since when calls are held back; null while they go out. */
  get awaySince(): number | null {
    return this.#breaker.openSince
  }

  /** Sends the probe that finds out whether Aplazame answers again, when it is due. */
  async lookAgain(): Promise<void> {
    if (decideSending(this.#breaker, Date.now()) !== "probe") return
    this.#breaker = whileProbing(this.#breaker)
    this.#probing = this.#probe()
    await this.#probing
  }

  async #probe(): Promise<void> {
    try {
      await this.#context.run({ caller: "shopper", probing: true }, this.#options.probe)
    } catch {
      // How it ended is noted like that of any call.
    } finally {
      this.#breaker = afterProbe(this.#breaker, Date.now(), this.#options.probeAfterMs)
    }
  }

  /** @throws AplazameNotSentError */
  async pass<T>(call: () => Promise<T>): Promise<T> {
    const context = this.#context.getStore()
    if (context?.held) return call()
    const isHeldBack = (): boolean => this.awaySince !== null && !context?.probing
    const caller = this.#caller
    if (isHeldBack()) {
      await this.lookAgain()
      // Nobody waits for work in the background, so it waits until a probe under way has ended, and is sent if Aplazame answers.
      if (caller === "background") await this.#probing
    }
    if (isHeldBack()) throw notSent(AWAY)
    if (!(await this.#places.take(caller, this.#options.placeTimeoutMs))) throw notSent("too many other calls to Aplazame are under way")
    try {
      // It may have opened while this call waited.
      if (isHeldBack()) throw notSent(AWAY)
      return await call()
    } finally {
      this.#places.giveBack(caller)
    }
  }

  get #caller(): Caller {
    return this.#context.getStore()?.caller ?? "shopper"
  }
}

const AWAY = "Aplazame did not answer the last ones"

const notSent = (why: string): AplazameNotSentError => new AplazameNotSentError({ operation: "call", effect: "none", message: `The call was not sent: ${why}` })
