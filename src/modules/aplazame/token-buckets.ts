/** Milliseconds after which an untouched bucket is full again, and need not be kept. */
const FULL_AFTER_MS = 60_000
/** Addresses that are remembered, about 2 MB; beyond that the one that was quiet longest is forgotten. */
export const MOST_ADDRESSES = 10_000

/**
 * One bucket of tokens per key, in memory: a bucket holds a minute's worth and fills evenly. Our own, since it
 * is smaller than any library's set-up and no library that is kept well comes without a store or a middleware.
 */
export class TokenBuckets {
  /** In the order of their last use, which is how a Map keeps what is deleted and set again. */
  readonly #buckets = new Map<string, { tokens: number; at: number }>()

  /** @param now milliseconds of a clock that never goes back */
  constructor(
    private readonly now: () => number = () => performance.now(),
    private readonly most = MOST_ADDRESSES
  ) {}

  /** Takes one token. @returns 0, or the whole seconds until there is one again */
  take(key: string, perMinute: number): number {
    const now = this.now()
    const found = this.#buckets.get(key)
    const filled = found ? found.tokens + ((now - found.at) / 60_000) * perMinute : perMinute
    const tokens = Math.min(perMinute, filled)
    const left = tokens >= 1 ? tokens - 1 : tokens
    this.#buckets.delete(key)
    this.#buckets.set(key, { tokens: left, at: now })
    this.#forget(now)
    return tokens >= 1 ? 0 : Math.max(1, Math.ceil(((1 - tokens) * 60) / perMinute))
  }

  get size(): number {
    return this.#buckets.size
  }

  #forget(now: number): void {
    for (const [key, { at }] of this.#buckets) {
      if (now - at < FULL_AFTER_MS && this.#buckets.size <= this.most) return
      this.#buckets.delete(key)
    }
  }
}
