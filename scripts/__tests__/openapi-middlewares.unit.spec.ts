import type { MiddlewareRoute } from "@medusajs/framework/http"
import type { ZodType } from "zod"
import { routes } from "../openapi/routes"

// A middleware that checks is replaced by the schema that it checks with, the others by nothing.
jest.mock("@medusajs/framework/http", () => ({ defineMiddlewares: (told: unknown) => told, validateAndTransformBody: (body: unknown) => ({ body }) }))
jest.mock("../../src/api/admin/aplazame/shared/validation", () => ({ ...jest.requireActual("../../src/api/admin/aplazame/shared/validation"), validateQuery: (query: unknown) => ({ query }) }))
jest.mock("../../src/api/hooks/aplazame/notifications/receive", () => ({}))
jest.mock("../../src/api/rate-limit/limit-store", () => ({}))
jest.mock("../../src/api/store/refuse-cancelled-payment", () => ({}))

type Checked = { query?: ZodType; body?: ZodType }

const { routes: middlewares } = jest.requireActual<{ default: { routes: MiddlewareRoute[] } }>("../../src/api/middlewares").default

const checks = middlewares.flatMap(({ matcher, methods, middlewares: ran }) => {
  const path = String(matcher).replace(/:(\w+)/g, "{$1}")
  return (ran ?? []).map((one) => one as Checked | undefined).flatMap((one) => (one?.query || one?.body ? [{ what: `${String(methods)} ${path}`, schema: one.query ?? one.body }] : []))
})

describe("what the routes are described to take", () => {
  it("is what their middlewares check, by the very same schemas", () => {
    // What Aplazame sends is read by the handlers themselves.
    const told = routes.filter(({ who }) => who !== "aplazame").flatMap(({ method, path, query, body }) => [query, body?.schema].flatMap((schema) => (schema ? [{ what: `${method} ${path}`, schema }] : [])))
    expect(checks.length).toBeGreaterThan(15)
    expect(told.map(({ what }) => what).sort()).toEqual(checks.map(({ what }) => what).sort())
    for (const { what, schema } of told) expect({ what, same: schema === checks.find((one) => one.what === what)?.schema }).toEqual({ what, same: true })
  })
})
