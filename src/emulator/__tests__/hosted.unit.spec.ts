import { Script } from "node:vm"
import fc from "fast-check"
import { readCliOptions } from "../cli-options"
import { parseInstant } from "../clock"
import { escapeHtml, scriptJson } from "../hosted/html"
import { outcomeOf, readSpanishId } from "../hosted/spanish-id"
import { article, Bench, FakeStore, payload, withEmulator } from "./support"

let bench: Bench
let store: FakeStore

withEmulator((running) => ({ bench, store } = running))

const EVIL = `</script><img src=x onerror=alert(1)>"'&`

async function page(id: string, language = "en", query = ""): Promise<{ status: number; html: string }> {
  const url = `${bench.emulator.url}/hosted?order=${id}&public-key=${bench.emulator.publicKey}&sandbox=true${query}`
  const response = await fetch(url, { headers: { "accept-language": language } })
  return { status: response.status, html: await response.text() }
}

async function act(name: string, order: string, more: Record<string, unknown> = {}): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(`${bench.emulator.url}/hosted/${name}`, {
    method: "POST", headers: { "content-type": "application/json" },
    body: JSON.stringify({ order, public_key: bench.emulator.publicKey, sandbox: true, ...more }),
  })
  const body: Record<string, unknown> = JSON.parse(await response.text())
  return { status: response.status, body }
}

const card = "4111 1111 1111 1111"

describe("the hosted page", () => {
  it("shows articles, total, all products and every control, in Spanish or English", async () => {
    const id = await bench.checkout("h1", { total: 123456, notification_url: store.url })
    const { html } = await page(id)
    for (const control of ["dni", "product-instalments", "product-pay_in_4", "product-pay_later", "pay", "dismiss", "challenge-pass", "challenge-fail", "result", "close"]) {
      expect(html).toContain(`data-testid="apz-${control}"`)
    }
    expect(html).toContain("Agua de colonia")
    expect(html).toContain("€1,234.56")
    expect(html).toContain("Confirm")
    const spanish = await page(id, "es-ES,es;q=0.9,en;q=0.5")
    expect(spanish.html).toContain("1234,56")
    expect(spanish.html).toContain(`lang="es"`)
  })

  it("speaks Portuguese, names the shop as the merchant is called, and is dark where the browser is", async () => {
    const id = await bench.checkout("h1pt", { total: 123456, notification_url: store.url })
    expect((await page(id, "pt-PT")).html).toContain(new URL(store.url).host)
    await bench.control.patchSettings({ shop_name: "Zapatos <Retiro>" })
    const { html } = await page(id, "pt-PT")
    expect(html).toContain(`lang="pt"`)
    expect(html).toContain("A sua compra · Zapatos &lt;Retiro&gt;")
    expect(html).toContain("prefers-color-scheme:dark")
    await bench.control.patchSettings({ shop_name: "" })
  })

  it("offers only the product that the store forced", async () => {
    const { html } = await page(await bench.checkout("h2", { product: "pay_later" }))
    expect(html).toContain("apz-product-pay_later")
    expect(html).not.toContain("apz-product-instalments")
  })

  it("lets no text of the store become markup, and follows no URL but http", async () => {
    const body = payload("h3", { merchant: { success_url: "https://shop.example/?x=</script>", notification_url: "http://shop.example/n" } })
    body.order = { id: "h3", currency: "EUR", total_amount: 100, articles: [{ ...article(100), name: EVIL }] }
    const made = await bench.call("POST", "/checkout", { body })
    const { html } = await page(String(made.body.id))
    expect(html).not.toContain("<img")
    expect(html.match(/<\/script>/g)).toHaveLength(2)
    expect(html).toContain("&lt;img src=x")
  })

  it("is 404 for an unknown order, a wrong key and the other side", async () => {
    const id = await bench.checkout("h4")
    expect((await page("nobody")).status).toBe(404)
    for (const query of [`public-key=wrong&sandbox=true`, `public-key=${bench.emulator.publicKey}`]) {
      expect((await fetch(`${bench.emulator.url}/hosted?order=${id}&${query}`)).status).toBe(404)
    }
  })

  it("has scripts that parse", async () => {
    const { html } = await page(await bench.checkout("h5"))
    const control = await (await fetch(`${bench.emulator.url}/_emulator/`)).text()
    for (const source of [html, control]) {
      const scripts = [...source.matchAll(/<script>([\s\S]*?)<\/script>/g)].map((match) => match[1] ?? "")
      expect(scripts).toHaveLength(2)
      for (const script of scripts) expect(() => new Script(script)).not.toThrow()
    }
    const js = await fetch(`${bench.emulator.url}/aplazame.js?public_key=${encodeURIComponent("a\"</script>")}&sandbox=true`)
    const text = await js.text()
    expect(js.headers.get("content-type")).toContain("javascript")
    expect(text).not.toContain("</script>")
    expect(() => new Script(text)).not.toThrow()
  })
})

describe("the test documents", () => {
  it("99999998T is refused", async () => {
    const id = await bench.checkout("d1", { notification_url: store.url })
    expect((await act("pay", id, { product: "pay_in_4", document_id: "99999998T", card })).body).toEqual({ status: "ko", status_reason: "ko_generic" })
  })

  it("99999995C is challenged; passing leads to the store's confirmation", async () => {
    const id = await bench.checkout("d2", { notification_url: store.url })
    expect((await act("pay", id, { product: "pay_in_4", document_id: "99.999.995-c", card })).body).toEqual({ status: "pending", status_reason: "challenge_required" })
    expect((await act("challenge-pass", id)).body).toEqual({ status: "pending", status_reason: "confirmation_required" })
    for (let tries = 0; tries < 100 && (await act("state", id)).body.status !== "ok"; tries++) await new Promise((resolve) => setTimeout(resolve, 20))
    expect(await bench.control.order(id)).toMatchObject({ status: "ok", product: "pay_in_4" })
    const found = await bench.call("GET", "/orders?customer-document_id-type=nif&customer-document_id-number=99999995C")
    expect(found.body).toMatchObject({ paging: { count: 1 }, results: [{ id }] })
  })

  it("any other valid one is accepted, wrong ones and wrong cards are told apart, and paying twice is not possible", async () => {
    const id = await bench.checkout("d3", { notification_url: store.url, product: "pay_later" })
    expect((await act("pay", id, { product: "instalments", document_id: "12345678A", card })).body).toEqual({ error: "document" })
    expect((await act("pay", id, { product: "instalments", document_id: "12345678Z", card: "1" })).body).toEqual({ error: "card" })
    expect((await act("pay", id, { product: "instalments", document_id: "X1234567L", card })).body.status_reason).toBe("confirmation_required")
    expect((await act("pay", id, { product: "instalments", document_id: "12345678Z", card })).status).toBe(409)
    expect((await bench.control.order(id)).product).toBe("pay_later")
  })

  it("check letters follow the number modulo 23", () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 99_999_999 }), fc.constantFrom(..."TRWAGMYFPDXBNJZSQVHLCKE"), (number, letter) => {
      const right = "TRWAGMYFPDXBNJZSQVHLCKE"[number % 23] === letter
      expect(readSpanishId(String(number).padStart(8, "0") + letter) !== undefined).toBe(right)
    }))
    expect(readSpanishId("Z0000000M")).toEqual({ number: "Z0000000M", type: "nie" })
    expect(outcomeOf({ number: "12345678Z", type: "nif" })).toBe("accepted")
  })
})

describe("the small parts", () => {
  it("escaping leaves nothing that opens a tag, an attribute or a script", () => {
    fc.assert(fc.property(fc.string(), (text) => {
      expect(escapeHtml(text + EVIL)).not.toMatch(/[<>"']/)
      const json = scriptJson({ text: text + EVIL })
      expect(json).not.toMatch(/[<>&\u2028\u2029]/)
      expect(JSON.parse(json)).toEqual({ text: text + EVIL })
    }))
  })

  it.each([
    ["*", "es"], ["en-GB,es;q=0.9", "en"], ["es;q=0.3,en;q=0.2", "es"], ["fr", "es"], ["en;q=0.1,es;q=0.9", "es"], ["en;q=0", "es"],
  ])("the page asked for with %j speaks %s", async (header, lang) => {
    expect((await page("none", header)).html).toContain(`<html lang="${lang}"`)
  })

  it.each([
    ["2014-03-21T13:56:45+0000", "2014-03-21T13:56:45.000000Z"], ["2019-06-21T16:51:19.494155+02:00", "2019-06-21T14:51:19.494155Z"],
    ["2015-12-22T15:09:30.537951Z", "2015-12-22T15:09:30.537951Z"], ["2016-06-01T00:00:00", "2016-06-01T00:00:00.000000Z"],
    ["1980-01-01", "1980-01-01T00:00:00.000000Z"], ["2015-02-30", undefined], ["2015-13-01", undefined], ["soon", undefined], ["", undefined],
  ])("the instant %s is read as %s", (text, expected) => {
    expect(parseInstant(text)).toBe(expected)
  })

  it("the command line is read, and wrong ones are refused with a sentence", () => {
    expect(readCliOptions(["--port", "0", "--data", "x.db"], { APLAZAME_PRIVATE_KEY: "k", APLAZAME_PUBLIC_KEY: "" }))
      .toEqual({ port: 0, host: undefined, dataFile: "x.db", quiet: true, json: false, privateKey: "k", publicKey: undefined })
    expect(readCliOptions(["--help"], {})).toBe("help")
    expect(() => readCliOptions(["--port", "abc"], {})).toThrow("--port")
    expect(() => readCliOptions(["--nonsense"], {})).toThrow("nonsense")
  })

  it("the page for people answers at /_emulator", async () => {
    const response = await fetch(`${bench.emulator.url}/_emulator`)
    expect(response.status).toBe(200)
    expect(await response.text()).toContain(`data-testid="emu-orders"`)
    expect(await bench.control.health()).toMatchObject({ status: "ok", violations: [] })
  })
})
