const KEY = "aplazame_paying"

/**
 * What a browser keeps while a shopper pays: ids, nothing about a person. `left`: they closed the window, and the checkout may
 * still be approved, in another tab or by a link of Aplazame's.
 */
export type Paying = { cartId: string; since: number; left: boolean }

/** Where it is kept. By default the browser's local storage, so that a closed tab is no loss. */
export type Memory = Pick<Storage, "getItem" | "setItem" | "removeItem">

/** A week: longer than Aplazame lets an identity check take. */
const LONGEST_MS = 7 * 24 * 3_600_000

export class Remember {
  constructor(private readonly memory: () => Memory | undefined) {}

  paying(): Paying | null {
    try {
      const { cartId, since, left } = JSON.parse(this.memory()?.getItem(KEY) ?? "null") ?? {}
      return typeof cartId === "string" && typeof since === "number" && Date.now() - since < LONGEST_MS ? { cartId, since, left: left === true } : null
    } catch {
      return null
    }
  }

  begin(cartId: string, left = false): void {
    this.quietly((memory) => memory.setItem(KEY, JSON.stringify({ cartId, since: Date.now(), left })))
  }

  /** Forgets a cart, or whatever is kept. */
  end(cartId?: string): void {
    if (cartId !== undefined && this.paying()?.cartId !== cartId) return
    this.quietly((memory) => memory.removeItem(KEY))
  }

  /** A browser may forbid its storage; paying works without. */
  private quietly(act: (memory: Memory) => void): void {
    try {
      const memory = this.memory()
      if (memory) act(memory)
    } catch {
      // private mode, or full
    }
  }
}

/** The browser's local storage; undefined on a server and where it is forbidden. */
export function localMemory(): Memory | undefined {
  try {
    return typeof window === "undefined" ? undefined : window.localStorage
  } catch {
    return undefined
  }
}
