import type { Locator, Page } from "playwright-core"
import { ADMIN } from "./demo"
import { chooseEntry, enterOn, tabTo } from "./keyboard"

/** Vite prepares the admin's packages at the first visit. */
const FIRST_VISIT_MS = 120_000

/** Where the dashboard keeps whether it is `light` or `dark`. */
export const THEME = "medusa_admin_theme"

/** Names of what an operator presses and reads, by language. */
const WORDS = {
  en: {
    capture: "Capture", refund: "Refund", void: "Void", voidPart: "Void a part", more: "More actions", cancelOrder: "Cancel order", refresh: "Refresh from Aplazame", confirm: "Confirm", amount: "Amount", reason: "Reason", note: "Note", customer: "Aplazame credits",
    done: { capture: "Captured", refund: "Refunded", void: "Voided", cancel: "Canceled", refresh: "Up to date", replay: "Applied" },
    rows: { total: "Credit", captured: "Captured", voided: "Voided", refunded: "Refunded", uncaptured: "Still to capture", refundable: "Can still be refunded" },
  },
  es: {
    capture: "Cobrar", refund: "Reembolsar", void: "Anular", voidPart: "Anular una parte", more: "Más acciones", cancelOrder: "Cancelar pedido", refresh: "Actualizar desde Aplazame", confirm: "Confirmar", amount: "Importe", reason: "Motivo", note: "Nota", customer: "Créditos de Aplazame",
    done: { capture: "Cobrado", refund: "Reembolsado", void: "Anulado", cancel: "Cancelado", refresh: "Al día", replay: "Aplicada" },
    rows: { total: "Crédito", captured: "Cobrado", voided: "Anulado", refunded: "Reembolsado", uncaptured: "Pendiente de cobrar", refundable: "Se puede reembolsar" },
  },
  ptPT: {
    capture: "Cobrar", refund: "Reembolsar", void: "Anular", voidPart: "Anular uma parte", more: "Mais ações", cancelOrder: "Cancelar encomenda", refresh: "Atualizar a partir da Aplazame", confirm: "Confirmar", amount: "Montante", reason: "Motivo", note: "Nota", customer: "Créditos da Aplazame",
    done: { capture: "Cobrado", refund: "Reembolsado", void: "Anulado", cancel: "Cancelado", refresh: "Atualizado", replay: "Aplicada" },
    rows: { total: "Crédito", captured: "Cobrado", voided: "Anulado", refunded: "Reembolsado", uncaptured: "Por cobrar", refundable: "Pode ser reembolsado" },
  },
} as const

export type Language = keyof typeof WORDS
export type Amounts = Record<keyof (typeof WORDS)["en"]["rows"], number>
type Done = keyof (typeof WORDS)["en"]["done"]

const hundredths = (text: string): number => Number(text.replace(/[^\d]/g, ""))

/** An operator at the admin: signs in, reads the widget as a person does, presses buttons and confirms. */
export class Operator {
  constructor(
    readonly page: Page,
    private readonly storeUrl: string,
    readonly language: Language,
    private readonly title = "Aplazame"
  ) {}

  /** The same operator at the widget of one of an order's several credits. @param total of the credit, in hundredths */
  ofCredit(total: number): Operator {
    const amount = new Intl.NumberFormat(this.language, { style: "currency", currency: "EUR" }).format(total / 100)
    return new Operator(this.page, this.storeUrl, this.language, `Aplazame · ${amount}`)
  }

  get words() {
    return WORDS[this.language]
  }

  async signIn(): Promise<void> {
    await this.page.goto(`${this.storeUrl}/app/login`, { timeout: FIRST_VISIT_MS })
    await this.page.locator("input[name=email]").waitFor({ timeout: FIRST_VISIT_MS })
    await this.page.fill("input[name=email]", ADMIN.email)
    await this.page.fill("input[name=password]", ADMIN.password)
    await this.page.click("button[type=submit]")
    await this.page.waitForURL(/\/app\/orders/, { timeout: FIRST_VISIT_MS })
  }

  /** Chooses the language as the dashboard's own profile page does. */
  async speak(): Promise<void> {
    await this.page.evaluate((code) => {
      localStorage.setItem("lng", code)
      document.cookie = `lng=${code};path=/`
    }, this.language)
  }

  async open(path: string): Promise<void> {
    await this.page.goto(`${this.storeUrl}/app${path}`, { timeout: FIRST_VISIT_MS })
  }

  get widget(): Locator {
    return this.page.getByRole("region", { name: this.title, exact: true })
  }

  async openOrder(id: string): Promise<void> {
    await this.open(`/orders/${id}`)
    await this.widget.getByText(this.words.rows.total, { exact: true }).waitFor({ timeout: FIRST_VISIT_MS })
  }

  /** The figures of the widget, in hundredths; one that it does not show is nothing. */
  async amounts(): Promise<Amounts> {
    const read = async (label: string): Promise<number> => {
      const value = this.widget.locator("dl > div", { has: this.page.getByText(label, { exact: true }) }).locator("dd")
      // In one reading: a row can go while it is looked at, as what is to be captured does.
      const [text] = await value.allInnerTexts()
      return text === undefined ? 0 : hundredths(text)
    }
    const { rows } = this.words
    const found = await Promise.all(Object.entries(rows).map(async ([name, label]) => [name, await read(label)] as const))
    return Object.fromEntries(found) as Amounts
  }

  /** Waits until it is told that it was done. */
  async told(done: Done): Promise<void> {
    await this.page.locator("[data-sonner-toast]").filter({ hasText: this.words.done[done] }).first().waitFor()
  }

  /** Confirms what was asked, and waits until it is told that it was done. */
  async confirm(done: Done): Promise<void> {
    await this.page.getByRole("alertdialog").getByRole("button", { name: this.words.confirm }).click()
    await this.told(done)
    await this.page.getByRole("alertdialog").waitFor({ state: "detached" })
  }

  /** The drawer that asks for an amount. */
  get form(): Locator {
    return this.page.getByRole("dialog")
  }

  /** The button of the drawer, which says what it does and how much of it. */
  submit(kind: "capture" | "refund" | "void"): Locator {
    return this.form.getByRole("button", { name: new RegExp(`^${this.words[kind]}`) })
  }

  /** Fills a drawer that is open, or leaves it as it is, sends it, and waits until it is told and closed. */
  async send(kind: "capture" | "refund" | "void", amount: string | null): Promise<void> {
    if (amount !== null) await this.form.getByLabel(this.words.amount, { exact: true }).fill(amount)
    await this.submit(kind).click()
    await this.told(kind)
    await this.form.waitFor({ state: "detached" })
  }

  async capture(): Promise<void> {
    await this.widget.getByRole("button", { name: this.words.capture, exact: true }).click()
    await this.confirm("capture")
  }

  async refund(amount: string | null): Promise<void> {
    await this.widget.getByRole("button", { name: this.words.refund, exact: true }).click()
    await this.send("refund", amount)
  }

  tabTo = (target: Locator): Promise<void> => tabTo(this.page, target)

  /** Chooses an entry of the menu and confirms it, by the keyboard alone. */
  async typeMenu(name: string, done: Done): Promise<void> {
    await enterOn(this.page, this.widget.getByRole("button", { name: this.words.more }))
    await chooseEntry(this.page, this.page.getByRole("menuitem", { name }))
    await enterOn(this.page, this.page.getByRole("alertdialog").getByRole("button", { name: this.words.confirm }))
    await this.told(done)
    await this.page.getByRole("alertdialog").waitFor({ state: "detached" })
  }

  async fromMenu(name: string): Promise<void> {
    await this.widget.getByRole("button", { name: this.words.more }).click()
    await this.page.getByRole("menuitem", { name }).click()
  }
}
