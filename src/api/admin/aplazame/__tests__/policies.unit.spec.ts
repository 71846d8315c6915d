import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { adminPolicies } from "../shared/policies"

const FOLDER = join(__dirname, "..")
const routes = readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith("route.ts"))
  .flatMap((file) => {
    const path = `/admin/aplazame/${file.replace(/\/?route\.ts$/, "").replaceAll(/\[(\w+)\]/g, ":$1")}`
    return [...readFileSync(join(FOLDER, file), "utf8").matchAll(/^export const (GET|POST|PUT|PATCH|DELETE)\b/gm)].map(([, method]) => `${method} ${path}`)
  })
const needed = new Map(adminPolicies.map(({ matcher, methods, policies }) => [`${String(methods)} ${String(matcher)}`, [policies ?? []].flat().map((one) => `${one.resource}:${String(one.operation)}`)]))

describe("what a role must allow", () => {
  it("is said for every route of the admin, but for the one of a monitor", () => {
    expect(routes.length).toBeGreaterThan(25)
    expect([...needed.keys(), "GET /admin/aplazame/health"].sort()).toEqual(routes.sort())
  })

  it("is to move money for whatever moves it, and nothing but reading for whatever reads", () => {
    const moving = [...needed].filter(([, policies]) => policies.some((one) => one.endsWith(":create"))).map(([route]) => route.replace("/admin/aplazame", "")).sort()
    expect(moving).toEqual([
      "POST /operations/:id/decision", "POST /operations/:id/retry", "POST /orders/:id/cancel", "POST /orders/:id/capture", "POST /orders/:id/refund", "POST /orders/:id/void",
      "POST /problems/:id/end-credit", "POST /reconcile",
    ])
    expect([...needed].filter(([route, policies]) => route.startsWith("GET") && policies.some((one) => !one.endsWith(":read")))).toEqual([])
  })
})
