import type { KoReason } from "../../modules/aplazame/texts"

/** Codes for Aplazame. A reason goes with a ko and helps their support; it is one of our codes. */
export type Decision = { status: "ok" } | { status: "ko"; reason: KoReason }

export const OK: Decision = { status: "ok" }
export const ko = (reason: KoReason): Decision => ({ status: "ko", reason })

/** Nothing here knows this order: Aplazame is answered 404. */
export class UnknownOrderError extends Error {
  readonly code = "aplazame_order_unknown"
  constructor() {
    super("No checkout of this store has that mid")
    this.name = "UnknownOrderError"
  }
}

/** What was announced is not what Aplazame's API says; it is told to come back. */
export class NotYetError extends Error {
  readonly code = "aplazame_not_yet"
  constructor() {
    super("The announced state is not the one that Aplazame's API shows")
    this.name = "NotYetError"
  }
}
