import type { Locator, Page } from "playwright-core"
import { ADMIN } from "./demo"

/** Vite prepares the admin's packages at the first visit. */
const FIRST_VISIT_MS = 120_000
const TABS_AT_MOST = 120

/** Names of what an operator presses and reads, by language. */
export const WORDS = {
  en: {
    capture: "Capture", refund: "Refund", more: "More actions", cancelOrder: "Cancel order", refresh: "Refresh from Aplazame", confirm: "Confirm", go: "Continue", amount: "Amount",
    done: { capture: "Captured", refund: "Refunded", cancel: "Cancelled", refresh: "Up to date", replay: "Applied" },
    rows: { total: "Credit", captured: "Captured", voided: "Voided", refunded: "Refunded", remaining: "Remaining" },
  },
  es: {
    capture: "Capturar", refund: "Reembolsar", more: "Más acciones", cancelOrder: "Cancelar pedido", refresh: "Actualizar desde Aplazame", confirm: "Confirmar", go: "Continuar", amount: "Importe",
    done: { capture: "Capturado", refund: "Reembolsado", cancel: "Cancelado", refresh: "Al día", replay: "Aplicada" },
    rows: { total: "Crédito", captured: "Capturado", voided: "Anulado", refunded: "Reembolsado", remaining: "Restante" },
  },
  ptPT: {
    capture: "Capturar", refund: "Reembolsar", more: "Mais ações", cancelOrder: "Cancelar encomenda", refresh: "Atualizar da Aplazame", confirm: "Confirmar", go: "Continuar", amount: "Montante",
    done: { capture: "Capturado", refund: "Reembolsado", cancel: "Cancelado", refresh: "Atualizado", replay: "Aplicada" },
    rows: { total: "Crédito", captured: "Capturado", voided: "Anulado", refunded: "Reembolsado", remaining: "Restante" },
  },
} as const

export type Language = keyof typeof WORDS
export type Amounts = { total: number; captured: number; voided: number; refunded: number; remaining: number }

const hundredths = (text: string): number => Number(text.replace(/[^\d]/g, ""))

/** An operator at the admin: signs in, reads the widget as a person does, presses buttons and confirms. */
export class Operator {
  constructor(
    readonly page: Page,
    private readonly storeUrl: string,
    readonly language: Language
  ) {}

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
    return this.page.getByRole("region", { name: "Aplazame", exact: true })
  }

  async openOrder(id: string): Promise<void> {
    await this.open(`/orders/${id}`)
    await this.widget.getByText(this.words.rows.total, { exact: true }).waitFor({ timeout: FIRST_VISIT_MS })
  }

  /** The five figures of the widget, in hundredths. */
  async amounts(): Promise<Amounts> {
    const read = async (label: string): Promise<number> => {
      const row = this.widget.locator("div.grid", { has: this.page.getByText(label, { exact: true }) }).first()
      return hundredths((await row.locator("div").last().innerText()) ?? "")
    }
    const { total, captured, voided, refunded, remaining } = this.words.rows
    return { total: await read(total), captured: await read(captured), voided: await read(voided), refunded: await read(refunded), remaining: await read(remaining) }
  }

  /** Confirms what was asked, and waits until it is told that it was done. */
  async confirm(done: keyof (typeof WORDS)["en"]["done"]): Promise<void> {
    await this.page.getByRole("alertdialog").getByRole("button", { name: this.words.confirm }).click()
    await this.page.locator("[data-sonner-toast]").filter({ hasText: this.words.done[done] }).first().waitFor()
    await this.page.getByRole("alertdialog").waitFor({ state: "detached" })
  }

  async capture(): Promise<void> {
    await this.widget.getByRole("button", { name: this.words.capture, exact: true }).click()
    await this.confirm("capture")
  }

  /** Fills the refund form as far as the question. */
  async askRefund(amount: string | null): Promise<void> {
    await this.widget.getByRole("button", { name: this.words.refund, exact: true }).click()
    const form = this.page.getByRole("dialog")
    if (amount !== null) await form.getByLabel(this.words.amount, { exact: true }).fill(amount)
    await form.getByRole("button", { name: this.words.go }).click()
  }

  async refund(amount: string | null): Promise<void> {
    await this.askRefund(amount)
    await this.confirm("refund")
    await this.page.getByRole("dialog").waitFor({ state: "detached" })
  }

  /** Presses Tab until the element has the focus, as somebody without a mouse does. */
  async tabTo(target: Locator): Promise<void> {
    await target.waitFor()
    for (let presses = 0; presses < TABS_AT_MOST; presses++) {
      if (await target.evaluate((element) => element === document.activeElement)) return
      await this.page.keyboard.press("Tab")
    }
    throw new Error(`${String(target)} can't be reached by the keyboard`)
  }

  async fromMenu(name: string): Promise<void> {
    await this.widget.getByRole("button", { name: this.words.more }).click()
    await this.page.getByRole("menuitem", { name }).click()
  }
}
