// The routes of the source against those of the installed package, and each of them called once. Medusa's compiler
// leaves out folders with certain names without a word, and a route that is not there is an answer of 404.
import fs from "node:fs"
import path from "node:path"
import { bearer, createApi } from "../../demo/lib/api.mjs"
import { ADMIN } from "../../demo/lib/settings.mjs"
import { ROOT } from "../lib/medusa.mjs"
import { expectThat } from "./checks.mjs"

const EXPORTED = /^export (?:const|(?:async )?function) (GET|POST|PUT|PATCH|DELETE)\b/gm

/** `GET /admin/aplazame/orders/[id]` and so on: every method of every `route.ts`. */
function routesOfSource() {
  const api = path.join(ROOT, "src", "api")
  return fs.readdirSync(api, { recursive: true }).filter((file) => path.basename(file) === "route.ts").flatMap((file) => {
    const source = fs.readFileSync(path.join(api, file), "utf8")
    return [...source.matchAll(EXPORTED)].map(([, method]) => ({ method, address: `/${path.posix.dirname(file.replaceAll("\\", "/"))}` }))
  })
}

const named = ({ method, address }) => `${method} ${address}`

/** Express's own page: no route took the call. A route of ours that finds nothing answers in JSON. */
const nobodyAnswered = ({ status, body }) => status === 404 && typeof body === "string" && /Cannot (GET|POST|PUT|PATCH|DELETE)/.test(body)

/** @param {{ files: { path: string }[] }} pack one entry of `npm pack --json` */
export function checkRoutes({ files }) {
  const there = new Set(files.map((file) => file.path))
  const addresses = [...new Set(routesOfSource().map(({ address }) => address))]
  const missing = addresses.filter((address) => !there.has(`.medusa/server/src/api${address}/route.js`))
  expectThat(missing.length === 0, `not in the package: ${missing.join(", ")}`)
  return `${addresses.length} addresses`
}

/** @param {string} url address of the store @param {string} publishableKey of its shop */
export async function callRoutes(url, publishableKey) {
  const shop = createApi(url, { "x-publishable-api-key": publishableKey })
  const { token } = await shop.post("/auth/user/emailpass", ADMIN)
  const user = shop.with(bearer(token))
  expectThat(nobodyAnswered(await user.call("GET", "/admin/aplazame/no-such-route")), "a route that is not there is not told from one that is")
  const routes = routesOfSource()
  const unanswered = []
  for (const route of routes) {
    const answer = await user.call(route.method, route.address.replace(/\[\w+\]/g, "none"), route.method === "GET" ? undefined : {})
    if (nobodyAnswered(answer) || answer.status >= 500) unanswered.push(`${named(route)} (${answer.status})`)
  }
  expectThat(unanswered.length === 0, `no answer: ${unanswered.join(", ")}`)
  return `${routes.length} routes`
}
