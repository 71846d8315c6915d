import fc from "fast-check"
import type { EmulatorSettings, FaultRuleInput } from "../../src/emulator"
import type { Product } from "./support/credit"

/** The calls that can be hit; `read` is any GET of the order. */
const TARGETS = ["put", "capture", "refund", "void", "cancel", "money", "read"] as const
type Target = (typeof TARGETS)[number]

/**
 * How a call is hit. "before" is before the effect at Aplazame, "after" is with the effect done.
 * `late`: the call takes effect after we gave up on it. `late_answer`: it takes effect, we give up on the answer.
 */
const HITS = [
  "500_before",
  "503_after",
  "reset_before",
  "reset_after",
  "slow",
  "late",
  "late_answer",
  "400_before",
  "429_before",
  "malformed_json",
  "malformed_html",
  "malformed_empty",
  "malformed_truncated",
  "malformed_wrong_type",
] as const
export type Hit = (typeof HITS)[number]

export type Fault = { target: Target; hit: Hit; times: number }

/** What may go wrong while one thing is done: faults at Aplazame, and our process dying at a half step. */
type Trouble = { faults: Fault[]; dies: number | null }

export type Step = Trouble &
  (
    | { do: "fulfil" }
    /** The event of one fulfilment is delivered twice at the same moment. */
    | { do: "fulfil, event twice" }
    | { do: "capture"; share: number }
    | { do: "refund"; share: number }
    /** Two equal refunds, both meant, asked for at the same moment. */
    | { do: "two refunds"; share: number }
    | { do: "refund and capture"; share: number }
    /** Postgres drops every connection so many milliseconds into a refund or capture, as it does when it restarts. */
    | { do: "refund, Postgres restarts"; share: number; after: number }
    | { do: "capture, Postgres restarts"; share: number; after: number }
    /** The operator takes a part off the credit before it is captured. */
    | { do: "operator voids"; share: number }
    /** Somebody gives money back, or takes a part off, in Aplazame's own panel; nobody here is told. */
    | { do: "panel refunds"; share: number }
    | { do: "panel voids"; share: number }
    /** A stale tab posts another payment session to the paid collection: Medusa deletes the one that was paid. */
    | { do: "second tab" }
    /** Two asks in two processes that have no lock in common. */
    | { do: "two refunds without a lock"; share: number }
    | { do: "refund and capture without a lock"; share: number }
    /** Aplazame answers nothing for so many hours, in which the jobs go on. */
    | { do: "hours without Aplazame"; hours: number }
    | { do: "edit down" }
    | { do: "cancel order" }
    /** The operator asks again for the newest thing that failed. */
    | { do: "retry" }
    /** Ten minutes pass and the jobs run. */
    | { do: "wait" }
    /** The jobs run at once. */
    | { do: "resume" }
  )

/** How the emulator reads what nobody knows of Aplazame. */
export type Profile = EmulatorSettings["profile"]

/** A payment by link: our process dies while the checkout starts, or while it answers the approval; then the shopper tries again. */
export type LinkPayment = { product: Product; startDies: number | null; answerDies: number | null }

/** An order with payments by link, and the credit that each step is about: the newest one, or the first. */
export type ByLink = {
  /** The order was made in the admin, and all of it is paid by its link; null: a cart was bought. */
  draft: LinkPayment | null
  /** Before the step of that number the order is edited upwards, and a credit of its own pays the difference. */
  raise: (LinkPayment & { before: number }) | null
  newest: boolean[]
}

export type Schedule = { profile: Profile; product: Product; lines: { quantity: number; price: number }[]; steps: Step[]; byLink: ByLink | null }

/** The credits of the suites have lines that nobody ships; they are captured when a schedule says so, not when they are placed. */
export const BY_SCHEDULE = { goods: "fulfillment", digital: "fulfillment" } as const

/** Times in milliseconds: the client's own, and what the emulator waits in each kind of delay. */
export const TIMES = { timeout: 250, slow: 40, late: 330 } as const

const route: Record<Target, { method?: string; route: string }> = {
  put: { method: "PUT", route: "^/orders/[^/]+$" },
  capture: { method: "POST", route: "/captures$" },
  refund: { method: "POST", route: "/(refund|refund-extended|refunds)$" },
  void: { method: "POST", route: "/void$" },
  cancel: { method: "POST", route: "/cancel$" },
  money: { method: "POST", route: "/(captures|refund|refund-extended|refunds|void|cancel)$" },
  read: { method: "GET", route: "^/orders/" },
}

/** The emulator's rule for a fault on one order. */
export function ruleOf(fault: Fault, ref: string): FaultRuleInput {
  return { ...route[fault.target], ref, times: fault.times, ...effectOf(fault.hit) }
}

/** What the emulator does to a call that is hit so. */
export function effectOf(hit: Hit): FaultRuleInput {
  switch (hit) {
    case "500_before":
      return { status: 500 }
    case "503_after":
      return { status: 503, after_effect: true }
    case "reset_before":
      return { reset: "before" }
    case "reset_after":
      return { reset: "after" }
    case "slow":
      return { delay_ms: TIMES.slow }
    case "late":
      return { delay_ms: TIMES.late }
    case "late_answer":
      return { delay_ms: TIMES.late, after_effect: true }
    case "400_before":
      return { status: 400 }
    case "429_before":
      return { status: 429 }
    case "malformed_json":
      return { malformed: "json" }
    case "malformed_html":
      return { malformed: "html" }
    case "malformed_empty":
      return { malformed: "empty" }
    case "malformed_truncated":
      return { malformed: "truncated" }
    case "malformed_wrong_type":
      return { malformed: "wrong_type" }
  }
}

const moneyHits = HITS.filter((hit) => hit !== "slow")
const fault: fc.Arbitrary<Fault> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ target: fc.constant<Target>("money"), hit: fc.constantFrom(...moneyHits), times: fc.constantFrom(1, 1, 1, 2) }) },
  { weight: 2, arbitrary: fc.record({ target: fc.constant<Target>("put"), hit: fc.constantFrom(...moneyHits), times: fc.constantFrom(1, 1, 2) }) },
  { weight: 1, arbitrary: fc.record({ target: fc.constantFrom(...TARGETS), hit: fc.constantFrom(...HITS), times: fc.constant(1) }) },
  // A read that fails for good; the client tries a passing failure again by itself.
  { weight: 1, arbitrary: fc.record({ target: fc.constant<Target>("read"), hit: fc.constantFrom<Hit>("400_before", "malformed_html"), times: fc.constantFrom(1, 2, 3) }) }
)

const someFaults = fc.oneof({ weight: 5, arbitrary: fault.map((one) => [one]) }, { weight: 1, arbitrary: fc.tuple(fault, fault).map((two) => [...two]) })
const none = fc.constant<Fault[]>([])
const lives = fc.constant(null)

/** What goes wrong in a step; `most` half steps it has (a capture about 130, a refund 200, a cancel 300). */
const trouble = (most: number): fc.Arbitrary<Trouble> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ faults: none, dies: lives }) },
    { weight: 5, arbitrary: fc.record({ faults: someFaults, dies: lives }) },
    { weight: 4, arbitrary: fc.record({ faults: none, dies: fc.nat({ max: most }) }) },
    { weight: 1, arbitrary: fc.record({ faults: someFaults, dies: fc.nat({ max: most }) }) }
  )

const share = fc.constantFrom(1, 1, 0.5, 0.25, 0.1)

type Doing = { [K in Step["do"]]: Omit<Extract<Step, { do: K }>, keyof Trouble> }[Step["do"]]

const tried = (doing: fc.Arbitrary<Doing>, what: fc.Arbitrary<Trouble>): fc.Arbitrary<Step> => fc.tuple(doing, what).map(([one, wrong]) => ({ ...one, ...wrong }))
const half = fc.constantFrom(0.5, 0.25)
const clean_ = fc.record({ faults: none, dies: lives })
const faultsOnly = fc.record({ faults: fc.oneof(none, someFaults), dies: lives })
const deathsOnly = fc.record({ faults: none, dies: fc.option(fc.nat({ max: 120 }), { nil: null }) })

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: tried(fc.constant({ do: "fulfil" }), trouble(180)) },
  { weight: 1, arbitrary: tried(fc.constant({ do: "fulfil, event twice" }), faultsOnly) },
  { weight: 5, arbitrary: tried(fc.record({ do: fc.constant("capture"), share }), trouble(140)) },
  { weight: 8, arbitrary: tried(fc.record({ do: fc.constant("refund"), share }), trouble(200)) },
  { weight: 1, arbitrary: tried(fc.record({ do: fc.constant("two refunds"), share: half }), faultsOnly) },
  { weight: 1, arbitrary: tried(fc.record({ do: fc.constant("refund and capture"), share: half }), faultsOnly) },
  { weight: 1, arbitrary: tried(fc.record({ do: fc.constant("refund, Postgres restarts"), share, after: fc.nat({ max: 150 }) }), faultsOnly) },
  { weight: 1, arbitrary: tried(fc.record({ do: fc.constant("capture, Postgres restarts"), share, after: fc.nat({ max: 90 }) }), faultsOnly) },
  { weight: 2, arbitrary: tried(fc.record({ do: fc.constant("operator voids"), share }), trouble(260)) },
  { weight: 2, arbitrary: tried(fc.record({ do: fc.constant("panel refunds"), share }), clean_) },
  { weight: 1, arbitrary: tried(fc.record({ do: fc.constant("panel voids"), share: half }), clean_) },
  { weight: 1, arbitrary: tried(fc.constant({ do: "second tab" }), clean_) },
  { weight: 1, arbitrary: tried(fc.record({ do: fc.constant("two refunds without a lock"), share: half }), faultsOnly) },
  { weight: 1, arbitrary: tried(fc.record({ do: fc.constant("refund and capture without a lock"), share: half }), faultsOnly) },
  { weight: 1, arbitrary: tried(fc.record({ do: fc.constant("hours without Aplazame"), hours: fc.constantFrom(1, 3, 6) }), clean_) },
  { weight: 2, arbitrary: tried(fc.constant({ do: "edit down" }), trouble(370)) },
  { weight: 2, arbitrary: tried(fc.constant({ do: "cancel order" }), trouble(320)) },
  { weight: 7, arbitrary: tried(fc.constant({ do: "retry" }), fc.oneof({ weight: 2, arbitrary: fc.record({ faults: none, dies: lives }) }, { weight: 1, arbitrary: trouble(200) })) },
  { weight: 3, arbitrary: tried(fc.constant({ do: "wait" }), deathsOnly) },
  { weight: 1, arbitrary: tried(fc.constant({ do: "resume" }), deathsOnly) }
)

const line = fc.record({ quantity: fc.integer({ min: 1, max: 3 }), price: fc.integer({ min: 199, max: 29_999 }) })

const clean = { faults: [], dies: null }

/** Most orders are captured before anything else is tried with them; else half of the steps would have nothing to do. */
const opening: fc.Arbitrary<Step[]> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Step[]>([]) },
  { weight: 3, arbitrary: fc.constant<Step[]>([{ do: "capture", share: 1, ...clean }]) },
  { weight: 2, arbitrary: fc.constantFrom(0.5, 0.25).map((part): Step[] => [{ do: "capture", share: part, ...clean }]) }
)

export const profiles: fc.Arbitrary<Profile> = fc.constantFrom<Profile>("lenient", "strict")

const products = fc.constantFrom<Product>("instalments", "pay_later", "pay_later", "pay_in_4")
const MOST_STEPS = 7
const dies = (most: number): fc.Arbitrary<number | null> => fc.oneof({ weight: 2, arbitrary: lives }, { weight: 1, arbitrary: fc.nat({ max: most }) })
/** The start of such a checkout has about 130 half steps, its approval 200. */
const linkPayment = { product: products, startDies: dies(140), answerDies: dies(220) }
const draft = fc.record(linkPayment)
const raise = fc.record({ ...linkPayment, before: fc.nat({ max: 3 }) })
const newest = fc.array(fc.boolean(), { minLength: MOST_STEPS, maxLength: MOST_STEPS })
const byLink: fc.Arbitrary<ByLink> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ draft, raise: fc.constant(null), newest }) },
  { weight: 3, arbitrary: fc.record({ draft: fc.constant(null), raise, newest }) },
  { weight: 1, arbitrary: fc.record({ draft, raise, newest }) }
)

/** Everything that is tried with one order, in order. How it is paid is drawn last: what a seed draws of the rest stays the same. */
const schedulesOf = (paid: fc.Arbitrary<ByLink | null>): fc.Arbitrary<Schedule> => fc.record({
  profile: profiles,
  product: products,
  lines: fc.array(line, { minLength: 1, maxLength: 2 }),
  steps: fc.tuple(opening, fc.array(step, { minLength: 2, maxLength: 6 })).map(([first, then]) => [...first, ...then]),
  byLink: paid,
})

/** Of four orders one has a payment by link. */
export const schedules = schedulesOf(fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: byLink }))
export const schedulesByLink = schedulesOf(byLink)
