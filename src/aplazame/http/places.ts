/** On whose behalf a call is made: a shopper (or whoever waits for its answer), or work that nobody waits for. */
export type Caller = "shopper" | "background"
type Count = Readonly<Record<Caller, number>>

/** Of so many places, those that background work may hold: a quarter is kept for shoppers, and of one place nothing. */
export const mostInBackground = (places: number): number => Math.max(1, places - Math.ceil(places / 4))

/** Who is let in next: shoppers first; null while nobody waits or no place is free for them. */
export function nextIn(held: Count, waiting: Count, places: number): Caller | null {
  if (held.shopper + held.background >= places) return null
  if (waiting.shopper > 0) return "shopper"
  return waiting.background > 0 && held.background < mostInBackground(places) ? "background" : null
}

/** The places for calls in flight, and two lines before them. In each line who came first is first. */
export class Places {
  readonly #held = { shopper: 0, background: 0 }
  readonly #lines: Record<Caller, (() => void)[]> = { shopper: [], background: [] }

  constructor(readonly places: number) {}

  /** Waits for a place; false when none became free in time. Who got one gives it back. */
  take(caller: Caller, placeTimeoutMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const line = this.#lines[caller]
      const enter = (): void => {
        clearTimeout(timer)
        resolve(true)
      }
      const timer = setTimeout(() => {
        line.splice(line.indexOf(enter), 1)
        resolve(false)
      }, placeTimeoutMs)
      line.push(enter)
      this.#letIn()
    })
  }

  giveBack(caller: Caller): void {
    this.#held[caller] -= 1
    this.#letIn()
  }

  #letIn(): void {
    for (;;) {
      const { shopper, background } = this.#lines
      const next = nextIn(this.#held, { shopper: shopper.length, background: background.length }, this.places)
      if (!next) return
      this.#held[next] += 1
      this.#lines[next].shift()?.()
    }
  }
}
