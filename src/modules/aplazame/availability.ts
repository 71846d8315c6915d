import { isAplazameError, type AplazameClient, type Cents, type ProductType } from "../../aplazame"

export type AvailabilityQuestion = { amount: Cents; currency: string; country: string | null }
/** Which products Aplazame offers; null for one it could not be asked about. */
export type Availability = Partial<Record<ProductType, boolean | null>>

const MOST_ENTRIES = 2_000

type Entry = { until: number; answer: Promise<boolean | null> }

/**
 * Aplazame's own word on an amount (`GET /checkout/button`; docs: Aplazame API, "button"), kept for a short
 * while in this process: a shop window asks the same over and over. Two that ask at once share one call.
 * When Aplazame can't be asked the answer is null and nothing is kept: a shop must not lose a way to pay for it.
 */
export class AvailabilityCache {
  private readonly entries = new Map<string, Entry>()

  constructor(
    private readonly client: Pick<AplazameClient, "checkAvailability">,
    private readonly publicKey: string,
    private readonly now: () => number = Date.now
  ) {}

  /** Asks about each product. `seconds`: how long an answer may be used again. Nobody waits longer than a shop window may. */
  async ask(question: AvailabilityQuestion, products: readonly ProductType[], seconds: number): Promise<Availability> {
    const answers = await Promise.all(products.map((product) => inTime(this.one(question, product, seconds))))
    return Object.fromEntries(products.map((product, i) => [product, answers[i] ?? null]))
  }

  /** What is known already, without a call. */
  async known(question: AvailabilityQuestion, products: readonly ProductType[]): Promise<Availability> {
    const found = products.map(async (product) => {
      const entry = this.entries.get(keyOf(question, product))
      return [product, entry && entry.until > this.now() ? await entry.answer : null] as const
    })
    return Object.fromEntries(await Promise.all(found))
  }

  private one(question: AvailabilityQuestion, product: ProductType, seconds: number): Promise<boolean | null> {
    const key = keyOf(question, product)
    const kept = this.entries.get(key)
    if (kept && kept.until > this.now()) return kept.answer
    const answer = this.call(question, product)
    this.entries.delete(key)
    this.entries.set(key, { until: this.now() + seconds * 1_000, answer })
    // The oldest go first: a Map keeps the order in which its keys came.
    for (const oldest of this.entries.keys()) {
      if (this.entries.size <= MOST_ENTRIES) break
      this.entries.delete(oldest)
    }
    void answer.then((word) => {
      if (word === null && this.entries.get(key)?.answer === answer) this.entries.delete(key)
    })
    return answer
  }

  private async call({ amount, currency, country }: AvailabilityQuestion, product: ProductType): Promise<boolean | null> {
    try {
      const input = { amount, currency: currency.toUpperCase(), product, ...(country ? { country: country.toUpperCase() } : {}) }
      return (await this.client.checkAvailability(input, this.publicKey)).available
    } catch (error) {
      if (isAplazameError(error)) return null
      throw error
    }
  }
}

const LONGEST_WAIT_MS = 2_500

/** Null when the answer takes too long; it is kept all the same when it comes. */
async function inTime(answer: Promise<boolean | null>): Promise<boolean | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), LONGEST_WAIT_MS)))
  return Promise.race([answer, late]).finally(() => clearTimeout(timer))
}

const keyOf = ({ amount, currency, country }: AvailabilityQuestion, product: ProductType): string => [product, amount, currency, country ?? ""].join(" ").toLowerCase()
