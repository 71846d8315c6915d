import { AsyncLocalStorage } from "node:async_hooks"
import { AplazameNotSentError } from "../errors/classes"
import { Places, type Caller } from "./places"

export type GateOptions = {
  /** Calls in flight at once. */
  places: number
  /** How long a call waits for its place. */
  patienceMs: number
}

/** `held` is true while the work that took a place ahead of its call goes on. */
type Context = { caller: Caller; held?: boolean }

/**
 * What every call of one client passes before it is sent. A call that does not pass was certainly not sent, and says so:
 * {@link AplazameNotSentError}.
 */
export class Gate {
  readonly #context = new AsyncLocalStorage<Context>()
  readonly #places: Places
  readonly #options: GateOptions

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

  /** @throws AplazameNotSentError */
  async pass<T>(call: () => Promise<T>): Promise<T> {
    if (this.#context.getStore()?.held) return call()
    const caller = this.#caller
    if (!(await this.#places.take(caller, this.#options.patienceMs))) throw notSent("too many other calls to Aplazame are under way")
    try {
      return await call()
    } finally {
      this.#places.giveBack(caller)
    }
  }

  get #caller(): Caller {
    return this.#context.getStore()?.caller ?? "shopper"
  }
}

const notSent = (why: string): AplazameNotSentError => new AplazameNotSentError({ operation: "call", effect: "none", message: `The call was not sent: ${why}` })
