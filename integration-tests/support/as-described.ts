import { faultOf, routeOf, type Given } from "../../scripts/openapi/fault-of"

/** The tests of the whole store; the bench is about time, the others are about money. */
const HELD = expect.getState().testPath?.includes("/integration-tests/http/") ?? false
const answered = new Set<string>()

/**
 * Holds an answer of ours against docs/openapi.json: its status, its code, and every field of it, no more and no
 * less. All requests of the tests go through here, so that the description is what the routes do.
 */
export function asDescribed(given: Given): void {
  if (!HELD) return
  const { method, status, body } = given
  const path = given.path.split("?")[0] ?? ""
  const fault = faultOf({ ...given, path })
  if (fault) throw new Error(`${method} ${path} ${status}: ${fault}\n${JSON.stringify(body).slice(0, 600)}`)
  const route = routeOf(method, path)
  if (route) answered.add(`${method} ${route.path} ${status}`)
}

/** What was held until now, such as `GET /admin/aplazame/orders/{id} 200`. */
export const answersHeld = (): ReadonlySet<string> => answered
