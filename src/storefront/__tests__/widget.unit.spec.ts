import { readFileSync } from "node:fs"
import { join } from "node:path"
import { createAplazame, creditNotice, type AplazameOptions, type StoreAnswer } from "../index"
import { FakePage } from "./support/fake-page"
import { FakeElement } from "./support/fake-element"

const OFFER = '<div data-aplazame-widget-instalments="v5" data-amount="12050" data-currency="EUR" data-country="ES" data-type="product"><div data-aplazame-loading=""></div></div>'
const WARNING = '<p role="note" lang="es" data-aplazame-credit-notice=""><strong>Atención: tomar dinero prestado cuesta dinero.</strong></p>'

let page: FakePage
let scripts = 0

const client = (options: Partial<Pick<AplazameOptions, "creditNotice" | "language">> = {}) => {
  const script_url = `https://cdn.example/widgets.js?shop=${++scripts}`
  return createAplazame({ send: async (): Promise<StoreAnswer> => ({ status: 200, body: { script_url, countries: ["es", "pt"], currencies: ["eur"] } }), ...options })
}
/** What is asked for on the way is asked for in turns of the queue. */
const settled = async (): Promise<void> => {
  for (let i = 0; i < 20; i++) await Promise.resolve()
}

beforeEach(() => {
  page = new FakePage()
  page.makes = (name) => new FakeElement(name)
})
afterEach(() => page.remove())

describe("a widget in a page without React", () => {
  it("is drawn with the notice that credit costs money, before anything is loaded, and loads aplazame.js", async () => {
    const place = new FakeElement("section")
    client().widget(place.asElement(), { amount: 12_050 })
    expect(place.inside()).toBe(OFFER + WARNING)
    await settled()
    expect(page.scripts).toHaveLength(1)
    expect(place.inside()).toBe(OFFER + WARNING)
  })

  it("takes the place of the one before", () => {
    const place = new FakeElement("section")
    const aplazame = client({ language: "en" })
    aplazame.widget(place.asElement(), { amount: 1 })
    aplazame.widget(place.asElement(), { amount: 12_050, creditNotice: false })
    expect(place.inside()).toBe(OFFER)
  })

  it.each<[AplazameOptions["creditNotice"], boolean | string | undefined, string]>([
    [false, undefined, ""],
    [false, true, WARNING],
    ["Own words", undefined, '<p role="note" data-aplazame-credit-notice=""><strong>Own words</strong></p>'],
    // a text that was forgotten is no wish to show none
    ["", undefined, WARNING],
  ])("has the notice that the shop (%p) and the page (%p) want", (ofShop, ofWidget, notice) => {
    const place = new FakeElement("section")
    client({ creditNotice: ofShop }).widget(place.asElement(), { amount: 12_050, creditNotice: ofWidget })
    expect(place.inside()).toBe(OFFER + notice)
  })

  it.each([
    [{ country: "dk" }, false],
    [{ country: "ES", currency: "usd" }, false],
    [{ country: "ES", currency: "EUR" }, true],
    [{ country: "pt" }, true],
    [{}, true],
  ])("stands in a page of %p: %p, and shows nothing of an offer that may not come", async (region, served) => {
    const place = new FakeElement("section")
    client().widget(place.asElement(), { amount: 12_050, ...region })
    const [, notice] = place.children
    expect(notice!.style.visibility).toBe("country" in region ? "hidden" : "")
    await settled()
    expect(place.children).toHaveLength(served ? 2 : 0)
    expect(page.scripts).toHaveLength(served ? 1 : 0)
    if (served) expect(notice!.style.visibility).toBe("")
  })

  it("shows no warning of an offer that a blocker keeps away, and keeps its place", async () => {
    page.blocked = true
    const place = new FakeElement("section")
    client().widget(place.asElement(), { amount: 12_050 })
    await settled()
    expect(place.children[1]!.style.visibility).toBe("hidden")
  })
})

describe("the words of the notice", () => {
  it.each([
    ["es-ES", "Atención: tomar dinero prestado cuesta dinero."],
    ["en-GB", "Caution! Borrowing money costs money."],
    ["pt", "Atenção! Contrair empréstimos custa dinheiro."],
    ["fr", "Caution! Borrowing money costs money."],
  ])("of %s are there for a template", (language, words) => {
    expect(creditNotice(language)).toBe(words)
  })

  it("are those of the page about credit advertising", () => {
    const page = readFileSync(join(__dirname, "../../..", "docs/credit-advertising.md"), "utf8")
    for (const [language, name] of [["es", "Spanish"], ["en", "English"], ["pt", "Portuguese"]]) expect(page).toContain(`| ${name} | ${creditNotice(language)} |`)
  })
})
