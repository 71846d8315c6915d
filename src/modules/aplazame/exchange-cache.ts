import type { AplazameOrder } from "../../aplazame"

/** Longer than Medusa's completion takes until it calls the provider. A completion that waited longer for a lock reads again. */
const USABLE_FOR_MS = 10_000

/**
 * Remote orders that were read in an exchange with Aplazame, kept until the exchange ends. The store accepts a sale by what
 * it has read; Medusa calls the provider in the middle of it, and the provider uses the same order instead of reading it
 * again while the shopper waits. In memory only: another process, and any later call, reads Aplazame.
 */
export class ExchangeCache {
  private readonly remotes = new Map<string, { remote: AplazameOrder; at: number }>()

  /** Runs the work of an exchange about the row `id`, for which `remote` was just read. */
  async during<T>(id: string, remote: AplazameOrder, work: () => Promise<T>): Promise<T> {
    this.remotes.set(id, { remote, at: Date.now() })
    try {
      return await work()
    } finally {
      this.remotes.delete(id)
    }
  }

  /** The remote order of the running exchange; null outside of an exchange. */
  of(id: string): AplazameOrder | null {
    const found = this.remotes.get(id)
    return found && Date.now() - found.at < USABLE_FOR_MS ? found.remote : null
  }
}
