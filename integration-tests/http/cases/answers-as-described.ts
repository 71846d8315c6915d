import { answersHeld } from "../../support/as-described"
import { routes } from "../../../scripts/openapi/routes"

/**
 * After the other tests of a store: every request of theirs was held against the description as it was answered
 * (`support/as-described.ts`). Here is counted that this was each route, and not only how it refuses.
 *
 * @param below the addresses that these tests are about
 * @param byChance routes that answer well only when something was left open just before; being refused is enough
 */
export function answersAsDescribed(below: string[], byChance: string[] = []): void {
  it("were given by every route, and are as described", () => {
    const ours = routes.filter(({ path }) => below.some((start) => path.startsWith(start)))
    const unheard = ours.flatMap(({ method, path, answers }) => {
      const enough = answers.filter(({ status }) => status < 300 || byChance.includes(path))
      return enough.some(({ status }) => answersHeld().has(`${method} ${path} ${status}`)) ? [] : [`${method} ${path}`]
    })
    expect(ours.length).toBeGreaterThan(0)
    expect(unheard).toEqual([])
  })
}
