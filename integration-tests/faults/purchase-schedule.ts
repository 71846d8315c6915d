import fc from "fast-check"
import { effectOf, profiles, ruleOf, type Hit, type Profile } from "./schedule"
import type { Product } from "./support/credit"
import type { FaultRuleInput } from "../../src/emulator"

type Trouble = { dies: number | null; hit: Hit | null }

/** What shopper, Aplazame and store do to one cart. What does not fit the moment is refused, and that is part of it. */
export type PurchaseStep = Trouble &
  (
    | { do: "press pay" }
    | { do: "approve"; product: Product }
    | { do: "challenge"; product: Product }
    | { do: "pass challenge" }
    | { do: "fail challenge" }
    | { do: "refuse" }
    /** A copy of a notification, true or not, early or late, three at once. */
    | { do: "stray notification"; status: "pending" | "ok" | "ko"; reason: "" | "challenge_required" | "confirmation_required" | "ko_generic" }
    | { do: "shopper completes" }
    | { do: "cart changes" }
    | { do: "wait" }
  )

export type PurchaseSchedule = { profile: Profile; steps: PurchaseStep[] }

const HITS: readonly Hit[] = ["500_before", "503_after", "reset_before", "reset_after", "late_answer", "malformed_html", "malformed_truncated", "429_before"]

/** The emulator's rule for a fault in a purchase: the creation when there is no order yet, else any read of it. */
export const purchaseRule = (hit: Hit, ref: string | null): FaultRuleInput =>
  ref === null ? { route: "POST /checkout", times: 1, ...effectOf(hit) } : ruleOf({ target: "read", hit, times: 1 }, ref)

const none = { dies: fc.constant(null), hit: fc.constant(null) }
const trouble = (most: number): fc.Arbitrary<Trouble> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.record<Trouble>(none) },
    { weight: 3, arbitrary: fc.record<Trouble>({ dies: fc.nat({ max: most }), hit: fc.constant(null) }) },
    { weight: 2, arbitrary: fc.record<Trouble>({ dies: fc.constant(null), hit: fc.constantFrom(...HITS) }) }
  )

const product = fc.constantFrom<Product>("instalments", "pay_in_4", "pay_later")
type Doing = { [K in PurchaseStep["do"]]: Omit<Extract<PurchaseStep, { do: K }>, keyof Trouble> }[PurchaseStep["do"]]
const tried = (doing: fc.Arbitrary<Doing>, most: number): fc.Arbitrary<PurchaseStep> => fc.tuple(doing, trouble(most)).map(([one, wrong]) => ({ ...one, ...wrong }))

const press = tried(fc.constant({ do: "press pay" }), 60)
const step: fc.Arbitrary<PurchaseStep> = fc.oneof(
  { weight: 2, arbitrary: press },
  { weight: 5, arbitrary: tried(fc.record({ do: fc.constant("approve"), product }), 420) },
  { weight: 2, arbitrary: tried(fc.record({ do: fc.constant("challenge"), product }), 420) },
  { weight: 2, arbitrary: tried(fc.constant({ do: "pass challenge" }), 200) },
  { weight: 1, arbitrary: tried(fc.constant({ do: "fail challenge" }), 300) },
  { weight: 1, arbitrary: tried(fc.constant({ do: "refuse" }), 100) },
  {
    weight: 2,
    arbitrary: tried(
      fc.record({ do: fc.constant("stray notification"), status: fc.constantFrom("pending", "ok", "ko"), reason: fc.constantFrom("", "challenge_required", "confirmation_required", "ko_generic") }),
      300
    ),
  },
  { weight: 3, arbitrary: tried(fc.constant({ do: "shopper completes" }), 400) },
  { weight: 1, arbitrary: tried(fc.constant({ do: "cart changes" }), 0) },
  { weight: 2, arbitrary: tried(fc.constant({ do: "wait" }), 120) }
)

/** A cart that is ready, "pay" pressed, and then whatever comes. */
export const purchases: fc.Arbitrary<PurchaseSchedule> = fc.tuple(profiles, press, fc.array(step, { minLength: 1, maxLength: 6 })).map(([profile, first, then]) => ({ profile, steps: [first, ...then] }))
