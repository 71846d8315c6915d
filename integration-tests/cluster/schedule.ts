import fc from "fast-check"
import type { Product } from "../faults/support/credit"
import { profiles, type Profile } from "../faults/schedule"

/** What a shopper, Aplazame or an operator does to one purchase, at the server of that number. */
export type Act = { at: 0 | 1 } & (
  | { do: "approve" }
  | { do: "complete" }
  | { do: "notification again" }
  | { do: "fulfil" }
  | { do: "capture" }
  | { do: "refund"; share: number }
  | { do: "cancel" }
)

/** What goes wrong so many milliseconds into a round. What is killed stays dead until the end of the schedule. */
export type Trouble = { after: number } & ({ what: "kill server" } | { what: "kill worker" } | { what: "Redis restarts" } | { what: "Redis is away"; ms: number } | { what: "Postgres restarts" })

/** In a round all purchases go one step on at the same time, and at most one thing goes wrong. */
export type Round = { acts: Act[]; trouble: Trouble | null }

export type ClusterSchedule = {
  profile: Profile
  /** Of the two servers and the two workers the ones that may be killed: the others go on. */
  server: 0 | 1
  worker: 0 | 1
  /** So long Aplazame takes for each answer: much is under way when something goes wrong. */
  slow: number
  products: Product[]
  rounds: Round[]
}

const PURCHASES = 3

const which = fc.constantFrom<0 | 1>(0, 1)
const trouble: fc.Arbitrary<Trouble> = fc
  .tuple(
    fc.nat({ max: 1_500 }),
    fc.oneof(
      { weight: 3, arbitrary: fc.constant({ what: "kill server" as const }) },
      { weight: 3, arbitrary: fc.constant({ what: "kill worker" as const }) },
      { weight: 2, arbitrary: fc.constant({ what: "Redis restarts" as const }) },
      { weight: 1, arbitrary: fc.nat({ max: 8_000 }).map((ms) => ({ what: "Redis is away" as const, ms })) },
      { weight: 2, arbitrary: fc.constant({ what: "Postgres restarts" as const }) }
    )
  )
  .map(([after, one]) => ({ after, ...one }))

const later: fc.Arbitrary<Act> = fc
  .tuple(
    which,
    fc.oneof(
      { weight: 2, arbitrary: fc.constant({ do: "complete" as const }) },
      { weight: 2, arbitrary: fc.constant({ do: "notification again" as const }) },
      { weight: 5, arbitrary: fc.constant({ do: "fulfil" as const }) },
      { weight: 2, arbitrary: fc.constant({ do: "capture" as const }) },
      { weight: 5, arbitrary: fc.constantFrom(1, 0.5, 0.25).map((share) => ({ do: "refund" as const, share })) },
      { weight: 1, arbitrary: fc.constant({ do: "cancel" as const }) }
    )
  )
  .map(([at, one]) => ({ at, ...one }))

const of = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(one, { minLength: PURCHASES, maxLength: PURCHASES })
const round = (acts: fc.Arbitrary<Act>, none: number): fc.Arbitrary<Round> => fc.record({ acts: of(acts), trouble: fc.oneof({ weight: none, arbitrary: fc.constant(null) }, { weight: 3, arbitrary: trouble }) })

/** Checkouts are open; they are approved and completed, and then whatever comes. */
export const clusterSchedules: fc.Arbitrary<ClusterSchedule> = fc
  .tuple(
    fc.record({ profile: profiles, server: which, worker: which, slow: fc.constantFrom(0, 100, 400), products: of(fc.constantFrom<Product>("instalments", "pay_in_4", "pay_later")) }),
    round(
      which.map((at) => ({ at, do: "approve" as const })),
      3
    ),
    fc.array(round(later, 2), { minLength: 2, maxLength: 4 })
  )
  .map(([about, first, rounds]) => ({ ...about, rounds: [first, ...rounds] }))
