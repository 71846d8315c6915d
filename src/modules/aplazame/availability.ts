import { isAplazameError, type AplazameClient, type Cents, type ProductType } from "../../aplazame"
import { TokenBuckets } from "./token-buckets"

export type AvailabilityQuestion = { amount: Cents; currency: string; country: string | null }
/** Which products Aplazame offers; null for one it could not be asked about. */
export type Availability = Partial<Record<ProductType, boolean | null>>

const MOST_ENTRIES = 2_000

/** `seconds`: how long an answer may be used again. `perMinute`: calls of this process for all shoppers together; null without a limit. */
export type AskingLimits = { seconds: number; perMinute: number | null }

type Entry = { group: string; amount: Cents; until: number; answer: Promise<boolean | null>; word?: boolean | null }

/**
 * Aplazame's own word on an amount (`GET /checkout/button`; docs: Aplazame API, "button"), kept for a short
 * while in this process: a shop window asks the same over and over. Two that ask at once share one call.
 *
 * An account lends from one amount to another. So what lies between two neighbours that it lends is lent too, and
 * nobody asks; beyond them, and wherever it said no, each amount is asked about by itself.
 *
 * When Aplazame can't be asked the answer is null and nothing is kept: a shop must not lose a way to pay for it.
 */
export class AvailabilityCache {
  private readonly entries = new Map<string, Entry>()
  private readonly calls: TokenBuckets

  constructor(
    private readonly client: Pick<AplazameClient, "checkAvailability">,
    private readonly publicKey: string,
    private readonly now: () => number = Date.now
  ) {
    this.calls = new TokenBuckets(now)
  }

  /** Asks about each product. Nobody waits longer than a shop window may. */
  async ask(question: AvailabilityQuestion, products: readonly ProductType[], limits: AskingLimits): Promise<Availability> {
    const answers = await Promise.all(products.map((product) => inTime(this.one(question, product, limits))))
    return Object.fromEntries(products.map((product, i) => [product, answers[i] ?? null]))
  }

  /** What Aplazame itself has said of this very amount, without a call. */
  async known(question: AvailabilityQuestion, products: readonly ProductType[]): Promise<Availability> {
    const found = products.map(async (product) => [product, (await this.kept(groupOf(question, product), question.amount)?.answer) ?? null] as const)
    return Object.fromEntries(await Promise.all(found))
  }

  private async one(question: AvailabilityQuestion, product: ProductType, limits: AskingLimits): Promise<boolean | null> {
    const group = groupOf(question, product)
    const { amount } = question
    const between = this.kept(group, amount) ? [] : this.neighbours(group, amount)
    if (between.length === 2 && (await Promise.all(between.map((one) => one.answer))).every((word) => word === true)) return true
    // While the neighbours were waited for, somebody may have asked the same.
    return (this.kept(group, amount) ?? this.begin(group, question, product, limits))?.answer ?? null
  }

  private kept(group: string, amount: Cents): Entry | undefined {
    const entry = this.entries.get(keyOf(group, amount))
    return entry && entry.until > this.now() ? entry : undefined
  }

  /** The next amounts below and above that are known or being asked about, where neither is known to be refused. */
  private neighbours(group: string, amount: Cents): Entry[] {
    const now = this.now()
    let [below, above]: (Entry | undefined)[] = []
    for (const one of this.entries.values()) {
      if (one.group !== group || one.until <= now) continue
      if (one.amount < amount && (!below || one.amount > below.amount)) below = one
      if (one.amount > amount && (!above || one.amount < above.amount)) above = one
    }
    return [below, above].filter((one): one is Entry => one !== undefined && (one.word ?? true))
  }

  /** Null when the calls of this minute are used up. */
  private begin(group: string, question: AvailabilityQuestion, product: ProductType, { seconds, perMinute }: AskingLimits): Entry | null {
    if (perMinute !== null && this.calls.take("all", perMinute) > 0) return null
    const key = keyOf(group, question.amount)
    const entry: Entry = { group, amount: question.amount, until: this.now() + seconds * 1_000, answer: this.call(question, product) }
    this.entries.delete(key)
    this.entries.set(key, entry)
    // The oldest go first: a Map keeps the order in which its keys came.
    for (const oldest of this.entries.keys()) {
      if (this.entries.size <= MOST_ENTRIES) break
      this.entries.delete(oldest)
    }
    void entry.answer.then((word) => {
      entry.word = word
      if (word === null && this.entries.get(key) === entry) this.entries.delete(key)
    })
    return entry
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

const groupOf = ({ currency, country }: AvailabilityQuestion, product: ProductType): string => [product, currency, country ?? ""].join(" ").toLowerCase()
const keyOf = (group: string, amount: Cents): string => `${group} ${amount}`
