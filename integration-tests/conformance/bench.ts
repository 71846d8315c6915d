import { AplazameClient, type AplazameError } from "../../src/aplazame"
import { Bench, FakeStore } from "../../src/emulator/__tests__/support"
import type { SettingsPatch } from "../../src/emulator"
import type { Example, Filled } from "./examples"
import { differences } from "./shape"

/** What is wrong with an example; `client` is null where our client has no such call. */
export interface Outcome { example: Example; emulator: string[]; client: string[] | null }

/** An emulator, a shop that says ok to it, and our client. */
export class ConformanceBench {
  private readonly client: AplazameClient
  private count = 0
  private seen = 0

  private constructor(private readonly bench: Bench, private readonly store: FakeStore) {
    this.client = new AplazameClient({ privateKey: bench.emulator.privateKey, sandbox: false, baseUrl: bench.emulator.url, getRetries: 0 })
  }

  /** `settings` hold for all that is played. */
  static async start(settings: SettingsPatch): Promise<ConformanceBench> {
    const bench = await Bench.start()
    await bench.control.patchSettings(settings)
    return new ConformanceBench(bench, await FakeStore.start())
  }

  async close(): Promise<void> {
    await this.bench.close()
    await this.store.close()
  }

  /** Plays the example as it is written, then by the client; each on what it needs, made anew. */
  async play(example: Example): Promise<Outcome> {
    const emulator = await this.replay(example, await this.fill(example))
    const client = example.client === undefined ? null : await this.byClient(example, await this.fill(example))
    return { example, emulator, client }
  }

  private async fill(example: Example): Promise<Filled> {
    const filled = { orderId: "none", captureId: "none", campaignId: "none", publicKey: this.bench.emulator.publicKey }
    const side = "live"
    const mid = `given-${(this.count += 1)}`
    const options = { side, notification_url: this.store.url, total: example.total ?? 10000 } as const
    switch (example.given) {
      case undefined:
        return filled
      case "started":
        return { ...filled, orderId: await this.bench.checkout(mid, options) }
      case "sought":
        return { ...filled, orderId: await this.bench.confirmed(mid, "instalments", { ...options, total: 462000, customer: SOUGHT }) }
      case "campaign": {
        const made = await this.bench.call("POST", "/me/campaigns", { side, body: { name: "Rebajas", start_date: "2016-06-01T00:00:00", interest: 2500, partial: true } })
        const campaignId = String(made.body.id)
        await this.bench.call("POST", `/me/campaigns/${campaignId}/articles`, { side, body: [{ id: "a-1", name: "Colonia", url: "https://shop.example/a" }] })
        return { ...filled, campaignId }
      }
      case "confirmed":
      case "captured": {
        const orderId = await this.bench.confirmed(mid, example.product ?? "instalments", options)
        if (example.given === "confirmed") return { ...filled, orderId }
        const capture = await this.bench.call("POST", `/orders/${orderId}/captures`, { side, body: { amount: 10050 } })
        return { ...filled, orderId, captureId: String(capture.body.id) }
      }
    }
  }

  private async replay(example: Example, filled: Filled): Promise<string[]> {
    const { contentType = "application/json", body, version = 1 } = example
    const response = await fetch(this.bench.emulator.url + fillIn(example.path, filled), {
      method: example.method,
      headers: {
        accept: `application/vnd.aplazame.v${version}+json`,
        authorization: `Bearer ${example.key === "public" ? filled.publicKey : this.bench.emulator.privateKey}`,
        ...(body === undefined || contentType === "no type" ? {} : { "content-type": contentType }),
      },
      ...(body === undefined ? {} : { body: Buffer.from(body) }),
    })
    const text = await response.text()
    if (response.status !== example.status) return [`answered ${response.status}, not ${example.status}`]
    const media = response.headers.get("x-aplazame-media-type")
    if (media !== `aplazame.v${version}`) return [`the answer's X-Aplazame-Media-Type is ${media}`]
    if (response.status === 204) return text === "" ? [] : ["the answer is not empty"]
    return example.shape === undefined ? [] : differences(example.shape, JSON.parse(text))
  }

  private async byClient(example: Example, filled: Filled): Promise<string[]> {
    const { control } = this.bench
    this.seen = (await control.calls({ since: this.seen })).at(-1)?.seq ?? this.seen
    try {
      await example.client?.(this.client, filled)
    } catch (error) {
      return [`the client threw ${(error as AplazameError).name}`]
    }
    const [call, ...more] = await control.calls({ since: this.seen })
    if (call === undefined || more.length > 0) return [`the client sent ${more.length + (call ? 1 : 0)} requests`]
    const wanted = `${example.method} ${fillIn(example.clientPath ?? example.path, filled)}`
    const got = `${call.method} ${decodeURIComponent(call.path.replaceAll("+", " "))}`
    const body = example.clientBody ?? example.body
    return [
      ...(got === wanted ? [] : [`the client sent ${got}, not ${wanted}`]),
      ...(body === undefined || sorted(JSON.parse(body)) === sorted(call.body) ? [] : ["the client sent another body"]),
      ...(call.status === example.status ? [] : [`the client was answered ${call.status}`]),
    ]
  }
}

/** A shopper whom the filters and searches of the documents find. */
const SOUGHT = {
  email: "alice@gmail.es", first_name: "Alice", last_name: "Núñez", id: "c-1", phone: "612345678", type: "existing", gender: 0, last_login: "2014-08-27T13:56:45+0000",
}

function fillIn(path: string, filled: Filled): string {
  return path.replace(":orderId", filled.orderId).replace(":captureId", filled.captureId).replace(":campaignId", filled.campaignId)
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) =>
    typeof one === "object" && one !== null && !Array.isArray(one) ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1))) : one)
}
