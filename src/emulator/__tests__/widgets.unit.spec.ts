import { createContext, Script } from "node:vm"
import fc from "fast-check"
import { READ_ATTRIBUTES, WATCHED_ATTRIBUTES } from "../hosted/widgets/read-attributes"
import { WIDGET_TEXTS } from "../hosted/widgets/texts"
import { DRAW } from "../hosted/widgets/draw"
import { Bench } from "./support"

/** The functions of the script's parts that need no page. */
const parts = createContext({ WIDGET_TEXTS, Intl })
new Script(READ_ATTRIBUTES + DRAW).runInContext(parts)
const price = (text: string): unknown => parts.widgetPrice(text)

describe("the price that a widget reads in a shop's page", () => {
  it.each([
    ["27,50 €", 2750], ["€27.50", 2750], ["1.234,56 €", 123456], ["1,234.56", 123456], ["1 234,56 €", 123456], ["1\u202f234,5", 123450],
    ["1.234 €", 123400], ["12,345", 1234500], ["12", 1200], ["27,5", 2750], ["0,05", 5], ["1234567,89", 123456789],
    ["Ahora 25,00 € (antes 30,00 €)", 2500], ["", 0], ["Gratis", 0],
  ])("%s is %i cents", (text, cents) => {
    expect(price(text)).toBe(cents)
  })

  it("is the amount that was written, in every language of the widget", () => {
    const written = fc.integer({ min: 1, max: 99_999_999 })
    fc.assert(fc.property(written, fc.constantFrom(...Object.values(WIDGET_TEXTS)), (cents, { locale }) => {
      expect(price(new Intl.NumberFormat(locale, { style: "currency", currency: "EUR" }).format(cents / 100))).toBe(cents)
    }))
  })
})

describe("the words of the widgets", () => {
  it("are the agreed ones in Spanish, with the amount as Spain writes it", () => {
    const amount = parts.widgetMoney(2750, { lang: "es", currency: "EUR" })
    expect(parts.widgetFill(WIDGET_TEXTS.es.from, { amount })).toBe("Desde 27,50 €/mes")
    expect(parts.widgetFill(WIDGET_TEXTS.es.payIn4, { amount })).toBe("4 pagos de 27,50 €")
    expect(WIDGET_TEXTS.es.payLater).toBe("Compra ahora y paga en 15 días, sin coste")
  })

  it("have the same gaps in every language, and leave no gap of the legal text open", () => {
    const gaps = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "").sort()
    for (const lang of ["es", "en", "pt"] as const) {
      for (const key of Object.keys(WIDGET_TEXTS.es) as (keyof typeof WIDGET_TEXTS.es)[]) expect([key, gaps(WIDGET_TEXTS[lang][key])]).toEqual([key, gaps(WIDGET_TEXTS.es[key])])
      const choice = { num_instalments: 6, amount: 1750, downpayment_amount: 0, total_interest: 500, total_fees: 0, annual_equivalent: 2800 }
      expect(parts.widgetLegal({ amount: 10000, currency: "EUR", lang, legalText: "" }, choice)).not.toMatch(/[{}]|NaN|undefined/)
      expect(parts.widgetLegal({ amount: 10000, currency: "EUR", lang, legalText: "{{ num_instalments }} / ${ unknown }" }, choice)).toBe("6 / ${ unknown }")
    }
  })
})

it("a widget's country may be written in small letters", () => {
  parts.document = { documentElement: { lang: "es" }, querySelector: () => null }
  const attributes: Record<string, string> = { "data-aplazame-widget-paylater": "", "data-country": "pt" }
  const element = { hasAttribute: (name: string) => name in attributes, getAttribute: (name: string) => attributes[name] ?? null }
  expect(parts.widgetAsked(element)).toMatchObject({ country: "PT" })
})

describe("a line of text", () => {
  const element = (): object => ({ style: {}, setAttribute: () => undefined, appendChild: () => undefined })
  const drawn = (asked: object): { background?: string; color?: string } => {
    parts.document = { createElement: element }
    const offer = { kind: "payIn4" }
    return parts.widgetRoot({ lang: "en", currency: "EUR", amount: 10_000, align: "left", color: "red", ...asked }, {}, offer).style
  }

  it.each([[{ kind: "payIn4", version: "v3", type: "text" }], [{ kind: "payLater", version: "v3", type: "text" }]])("is in the colours of the shop: %j", (asked) => {
    expect(drawn(asked)).toEqual({ textAlign: "left" })
  })

  it("is no box of version 5, and no button", () => {
    for (const asked of [{ kind: "payIn4", version: "v5", type: "text" }, { kind: "payIn4", version: "v3", type: "button" }]) expect(drawn(asked)).toMatchObject({ background: "#fff", borderColor: "red" })
  })
})

describe("the script", () => {
  it("watches every attribute that it reads", () => {
    const read = [...READ_ATTRIBUTES.matchAll(/"(data-[a-z0-9-]+)"/g)].map((match) => match[1])
    expect(read.length).toBeGreaterThan(10)
    expect(read.filter((name) => !WATCHED_ATTRIBUTES.some((watched) => watched === name))).toEqual([])
  })

  it("comes with the widgets in it and parses", async () => {
    const bench = await Bench.start()
    try {
      const text = await (await fetch(`${bench.emulator.url}/aplazame.js?public_key=x`)).text()
      expect(text).toContain("data-aplazame-widget-paylater")
      expect(() => new Script(text)).not.toThrow()
    } finally {
      await bench.close()
    }
  })
})
