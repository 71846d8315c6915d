import { isDeepStrictEqual } from "node:util"
import { z } from "zod"
import { medusaError } from "../../src/api/admin/aplazame/shared/refusal.answer"
import type { DescribedRoute } from "./described-route"
import { routes } from "./routes"

/** An answer that was really given. `path` without its query. */
export type Given = { method: string; path: string; status: number; body: unknown }

const OURS = /^\/(store|admin|hooks)\/aplazame(\/|$)/

/** The described route that serves an address, if there is one. */
export function routeOf(method: string, path: string): DescribedRoute | null {
  const bare = path.replace(/\/$/, "")
  return routes.find((route) => route.method === method && addressOf(route).test(bare)) ?? null
}

function addressOf({ path, parts = {} }: DescribedRoute): RegExp {
  const written = path.replace(/\{(\w+)\}/g, (_, name: string) => parts[name]?.pattern?.replace(/^\^|\$$/g, "") ?? "[^/]+")
  return new RegExp(`^${written}$`)
}

/** What is wrong with an answer by its description; null when nothing is, or the address is not ours. */
export function faultOf({ method, path, status, body }: Given): string | null {
  const route = routeOf(method, path)
  if (!route) return OURS.test(path) && status < 400 ? "answers and is not described" : null
  if (route.ofMedusa && !isOfOurs(body)) return null
  const answer = route.answers.find((one) => one.status === status)
  if (!answer) return status >= 400 && route.who !== "aplazame" && medusaError.safeParse(body).success ? null : `the status ${status} is not described`
  const read = (answer.page ? z.union([answer.body, z.string()]) : answer.body).safeParse(body)
  if (!read.success) return z.prettifyError(read.error)
  return isDeepStrictEqual(read.data, body) ? null : "more is answered than is described"
}

const isOfOurs = (body: unknown): boolean => typeof body === "object" && body !== null && "type" in body && body.type === "aplazame"
