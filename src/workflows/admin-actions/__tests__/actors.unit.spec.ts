import type { FlowContext } from "../../flow-context"
import { actorNames, operationActors } from "../overview"

const STAFF = [
  { id: "user_ana", first_name: "Ana", last_name: "Ruiz", email: "ana@store.example" },
  { id: "user_bea", first_name: null, last_name: null, email: "bea@store.example" },
]
const asked: unknown[] = []
const query = {
  graph: async (input: { filters?: Record<string, unknown> }) => {
    asked.push(input.filters)
    return { data: STAFF.filter(({ id }) => (input.filters?.id as string[]).includes(id)) }
  },
}

const op = (id: string, requested_by: string | null, business_key = `key:${id}`) => ({ id, requested_by, business_key })
const PLAN = op("aplop_01M8PLAN", "fulfilment", "fulfillment:ful_2")
const flow = { query, aplazame: { ledger: { byIds: async (ids: string[]) => [PLAN].filter(({ id }) => ids.includes(id)) } } } as unknown as FlowContext

describe("who asked", () => {
  beforeEach(() => asked.splice(0))

  it("is a member of staff by name, else by e-mail, else nobody that is known, all from one query", async () => {
    const of = await actorNames(query, ["user_ana", "user_bea", "user_gone", "checkout", null, "user_ana"])
    expect(["user_ana", "user_bea", "user_gone"].map((by) => of(by))).toEqual([
      { kind: "user", name: "Ana Ruiz" },
      { kind: "user", name: "bea@store.example" },
      { kind: "user", name: null },
    ])
    expect(asked).toEqual([{ id: ["user_ana", "user_bea", "user_gone"] }])
  })

  it("is an event in our words, and never an id of anything", async () => {
    const of = await actorNames(query, [])
    expect(of("checkout")).toEqual({ kind: "store", word: "checkout", number: null })
    expect(of("apk_01KAMX7T0Q4ZB6W9YV3N8R5D2C")).toEqual({ kind: "store", word: null, number: null })
    expect(of(null)).toEqual({ kind: "store", word: null, number: null })
    expect(asked).toEqual([])
  })

  it("is whoever planned it, for what carries out a plan, and a fulfillment has its number on the order's page", async () => {
    const carriedOut = op("aplop_2", PLAN.id)
    const alone = await operationActors(flow, [carriedOut])
    expect(alone(carriedOut)).toEqual({ kind: "store", word: "fulfilment", number: null })
    const together = await operationActors(flow, [PLAN, carriedOut], ["ful_1", "ful_2"])
    for (const one of [PLAN, carriedOut]) expect(together(one)).toEqual({ kind: "store", word: "fulfilment", number: 2 })
  })
})
