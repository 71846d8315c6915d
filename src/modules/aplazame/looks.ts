import type { AplazameOrder } from "../../aplazame"

/** Longer than Medusa's completion needs to come to the provider. One that waited for a lock longer than this asks again. */
const FRESH_MS = 10_000

/**
 * What Aplazame has said of an order, for as long as the exchange lasts in which it said so. The store agrees to a
 * sale by that word; Medusa asks the provider in the middle of it, and is told the same word instead of asking
 * Aplazame once more while the shopper waits. In memory: elsewhere, and afterwards, Aplazame is asked.
 */
export class Looks {
  private readonly said = new Map<string, { remote: AplazameOrder; at: number }>()

  /** Does the work of an exchange about the row `id`, in which `remote` has just been read. */
  async during<T>(id: string, remote: AplazameOrder, work: () => Promise<T>): Promise<T> {
    this.said.set(id, { remote, at: Date.now() })
    try {
      return await work()
    } finally {
      this.said.delete(id)
    }
  }

  /** The order as Aplazame has just shown it; null outside of an exchange. */
  of(id: string): AplazameOrder | null {
    const found = this.said.get(id)
    return found && Date.now() - found.at < FRESH_MS ? found.remote : null
  }
}
