import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { SUPPORTED_MEDUSA } from "../../../config/supported-medusa"
import { checkPreviousKeys } from "../connection"
import { checkCommits } from "../database"
import { checkClock, checkLocale } from "../machine"
import { checkMedusa } from "../medusa"
import { checkModules } from "../modules"
import { checkNotificationUrl, isPrivate } from "../notification-url"
import { regionsWithoutOffer } from "../offer-in-regions"
import { checkRegions } from "../regions"
import { sentenceOf } from "../sentences"

const query = (regions: unknown[]) => ({ graph: async () => ({ data: regions }) })
const region = (over: object = {}) => ({ id: "reg_1", name: "España", currency_code: "eur", countries: [{ iso_2: "es" }], payment_providers: [{ id: "pp_aplazame_aplazame" }], ...over })

describe("the doctor", () => {
  it("finds a region without the provider, a country without a region, and a currency that has no hundredths", async () => {
    expect(await checkRegions(query([region()]), ["es"])).toMatchObject([{ id: "region_without_provider", level: "ok" }])
    expect(await checkRegions(query([region({ payment_providers: [{ id: "pp_system_default" }] })]), ["es"])).toMatchObject([{ id: "region_without_provider", level: "error", figures: { region: "España" } }])
    expect(await checkRegions(query([region()]), ["es", "pt"])).toMatchObject([{ id: "country_without_region", figures: { country: "pt" } }])
    expect(await checkRegions(query([region({ currency_code: "jpy" })]), ["es"])).toMatchObject([{ id: "region_currency", level: "error", detail: "not_hundredths" }])
    expect(await checkRegions(query([region({ currency_code: "usd" })]), ["es"])).toMatchObject([{ id: "region_currency", level: "warning", detail: "not_euro" }])
  })

  it("names the currency of a region where Aplazame works and can't be offered, and never says to add the provider there", async () => {
    const found = await checkRegions(query([region({ currency_code: "usd", payment_providers: [{ id: "pp_system_default" }] })]), ["es"])
    expect(found).toMatchObject([{ id: "region_currency", level: "error", detail: "needs_euro" }])
    expect(found.map(sentenceOf)).toEqual(["Region España sells where Aplazame works, in USD. Aplazame needs EUR: move those countries to a region in EUR, or change the currency of this one; then run doctor --fix."])
    const offered = await checkRegions(query([region({ currency_code: "usd" })]), ["es"])
    expect(offered.map(sentenceOf)).toEqual(["Region España offers Aplazame in USD, in which it is never shown to a shopper. Aplazame needs EUR: change the region's currency, or take the provider out of the region."])
  })

  it("would add the provider to regions in euros that sell to a country of Aplazame's, and to no other", () => {
    const none = { payment_providers: [{ id: "pp_system_default" }] }
    const regions = [
      region({ id: "with" }), region({ id: "without", ...none }), region({ id: "nothing", payment_providers: null }),
      region({ id: "dollars", currency_code: "usd", ...none }), region({ id: "denmark", countries: [{ iso_2: "dk" }], ...none }),
    ]
    expect(regionsWithoutOffer(regions, ["es"]).map(({ id }) => id)).toEqual(["without", "nothing"])
  })

  it("finds modules that live in one process: a note in development, an error in production", () => {
    const memory = { event_bus: { resolve: "@medusajs/medusa/event-bus-local" }, workflows: { resolve: "@medusajs/medusa/workflow-engine-inmemory" }, locking: { resolve: "@medusajs/medusa/locking" }, payment: { dependencies: ["query"] } }
    const levels = (production: boolean) => Object.fromEntries(checkModules(memory, production).map((one) => [one.id, one.level]))
    expect(levels(false)).toEqual({ event_bus: "info", workflow_engine: "info", locking: "info", dependencies: "error" })
    expect(levels(true)).toEqual({ event_bus: "error", workflow_engine: "error", locking: "error", dependencies: "error" })
    const shared = {
      event_bus: { resolve: "@medusajs/medusa/event-bus-redis" },
      workflows: { resolve: "@medusajs/medusa/workflow-engine-redis" },
      locking: { resolve: "@medusajs/medusa/locking", options: { providers: [{ resolve: "@medusajs/medusa/locking-redis" }] } },
      payment: { dependencies: ["aplazame", "query", "locking"] },
    }
    expect(checkModules(shared, true).map((one) => one.level)).toEqual(["ok", "ok", "ok", "ok"])
    const inPostgres = { ...shared, locking: { resolve: "@medusajs/medusa/locking", options: { providers: [{ resolve: "@medusajs/medusa/locking-postgres" }] } } }
    expect(checkModules(inPostgres, true).find((one) => one.id === "locking")).toMatchObject({ level: "warning", detail: "in_postgres" })
  })

  it("knows addresses that nobody outside can reach", () => {
    for (const address of ["127.0.0.1", "10.1.2.3", "172.16.0.1", "172.31.255.1", "192.168.1.1", "169.254.1.1", "100.64.0.1", "::1", "fe80::1", "fd00::1", "::ffff:10.0.0.1"]) expect({ address, found: isPrivate(address) }).toEqual({ address, found: true })
    for (const address of ["8.8.8.8", "172.32.0.1", "100.128.0.1", "2a00:1450::1", "193.168.1.1"]) expect({ address, found: isPrivate(address) }).toEqual({ address, found: false })
  })

  it("writes a comma locale down as an error only where there is one", () => {
    expect(["ok", "error"]).toContain(checkLocale().level)
    expect(checkLocale().level).toBe((1.5).toLocaleString().includes(".") ? "ok" : "error")
  })

  it("warns of a database that forgets in a crash what it has confirmed", async () => {
    const commits = (setting: string) => checkCommits({ raw: async () => ({ rows: [{ setting }] }) } as never)
    expect(await commits("on")).toEqual({ id: "commits", level: "ok", detail: "ok", figures: {} })
    expect(await commits("local")).toMatchObject({ level: "ok" })
    expect(await commits("off")).toMatchObject({ level: "warning", detail: "lost" })
    expect(sentenceOf(await commits("off"))).toContain("synchronous_commit is off")
  })

  it("names the supported Medusas to a store with another", () => {
    expect(checkMedusa("2.17.1")).toEqual({ id: "medusa", level: "error", detail: "unsupported", figures: { version: "2.17.1", from: SUPPORTED_MEDUSA.slice(1), below: "3.0.0" } })
    expect(sentenceOf(checkMedusa("2.17.1"))).toContain(`${SUPPORTED_MEDUSA.slice(1)} or later, below 3.0.0`)
    expect(checkMedusa().level).toBe("ok")
  })

  it("reminds of keys that were replaced and are still accepted, without a word of them", () => {
    expect(checkPreviousKeys({ previousPrivateKeys: [] })).toEqual([])
    expect(checkPreviousKeys({ previousPrivateKeys: ["an-old-key"] })).toEqual([{ id: "previous_keys", level: "info", detail: "accepted", figures: { keys: 1 } }])
  })

  it("fills its sentences in", () => {
    expect(sentenceOf({ id: "clock", level: "error", detail: "skewed", figures: { seconds: 90 } })).toContain("differ by 90 s")
  })

  describe("with a server to call", () => {
    let server: Server
    let answer: { status: number; body: unknown; headers?: Record<string, string> } = { status: 200, body: {} }
    let url = ""
    const seen: { path: string | undefined; authorization: string | undefined }[] = []
    beforeAll(async () => {
      server = createServer((req, res) => {
        seen.push({ path: req.url, authorization: req.headers.authorization })
        res.writeHead(answer.status, { "content-type": "application/json", ...answer.headers })
        res.end(JSON.stringify(answer.body))
      })
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
      url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    })
    afterAll(() => void server.close())

    it("tells our own notification route from anything else", async () => {
      answer = { status: 403, body: { type: "FORBIDDEN" } }
      expect(await checkNotificationUrl({ backendUrl: url, apiBaseUrl: "http://localhost:4010" })).toMatchObject({ level: "info", detail: "emulator" })
      answer = { status: 429, body: { type: "TOO_MANY_REQUESTS" } }
      expect(await checkNotificationUrl({ backendUrl: url, apiBaseUrl: "http://localhost:4010" })).toMatchObject({ level: "info", detail: "emulator" })
      for (const status of [403, 429]) {
        answer = { status, body: { type: "ANOTHER" } }
        expect(await checkNotificationUrl({ backendUrl: url, apiBaseUrl: "http://localhost:4010" })).toMatchObject({ level: "error", detail: "wrong" })
      }
      answer = { status: 404, body: {} }
      expect(await checkNotificationUrl({ backendUrl: url, apiBaseUrl: "http://localhost:4010" })).toMatchObject({ level: "error", detail: "wrong" })
    })

    it("follows no redirect of an address and sends no key to it", async () => {
      seen.length = 0
      answer = { status: 302, body: {}, headers: { location: `${url}/elsewhere` } }
      await checkNotificationUrl({ backendUrl: url, apiBaseUrl: "http://localhost:4010" })
      await checkClock(url)
      expect(seen).toEqual([{ path: "/hooks/aplazame/notifications", authorization: undefined }, { path: "/", authorization: undefined }])
    })

    it("says that Aplazame itself can't reach an inner address", async () => {
      expect(await checkNotificationUrl({ backendUrl: url, apiBaseUrl: "https://api.aplazame.com" })).toMatchObject({ level: "error", detail: "private" })
    })

    it("compares the clock with the Date of an answer", async () => {
      answer = { status: 200, body: {}, headers: { date: new Date(Date.now() - 300_000).toUTCString() } }
      expect(await checkClock(url)).toMatchObject({ level: "error", detail: "skewed" })
      answer = { status: 200, body: {}, headers: { date: new Date().toUTCString() } }
      expect(await checkClock(url)).toMatchObject({ level: "ok" })
      expect(await checkClock("http://127.0.0.1:1")).toMatchObject({ level: "info", detail: "no_answer" })
    })
  })
})
