import type { Locator, Page } from "playwright-core"
import { ADDRESS } from "../support/shopper"
import type { Operator } from "./operator"

/** What somebody orders on the phone: one piece of each product, by its title. */
type PhoneCall = { email: string; titles: readonly string[]; shipping: string }

/** An operator at Medusa's own pages of draft orders, which are in English whatever the dashboard's language is. */
export class DraftDesk {
  constructor(private readonly one: Operator) {}

  private get page(): Page {
    return this.one.page
  }

  /** The form that is open; one that it has opened lies over it. */
  private get form(): Locator {
    return this.page.getByRole("dialog").last()
  }

  /** From the list of drafts to the page of a draft that may be placed. */
  async make({ email, titles, shipping }: PhoneCall): Promise<void> {
    await this.begin(email)
    await this.putIn(titles)
    await this.ship(shipping)
  }

  /** Makes an order of the draft that is shown. Its id, which stands in the address of its page. */
  async convert(): Promise<string> {
    await this.page.getByRole("button", { name: "Convert to order" }).click()
    await this.page.getByRole("alertdialog").getByRole("button", { name: "Confirm", exact: true }).click()
    await this.page.waitForURL(/\/app\/orders\/order_/)
    return new URL(this.page.url()).pathname.split("/").at(-1)!
  }

  /** The customer and the address, in the first region and the first channel of the lists. */
  private async begin(email: string): Promise<void> {
    await this.one.open("/draft-orders")
    await this.page.getByRole("link", { name: "Create", exact: true }).click()
    await this.choose("Region")
    await this.choose("Sales Channel")
    await this.form.getByLabel("Email", { exact: true }).fill(email)
    await this.form.getByLabel("Country", { exact: true }).selectOption(ADDRESS.country_code)
    const fields = {
      "First name": ADDRESS.first_name, "Last name": ADDRESS.last_name, Address: ADDRESS.address_1, "Postal code": ADDRESS.postal_code, City: ADDRESS.city, "Province / State": ADDRESS.province, Phone: ADDRESS.phone,
    }
    for (const [label, text] of Object.entries(fields)) await this.form.getByLabel(label, { exact: true }).fill(text)
    await this.save(this.page.getByRole("heading", { name: /^Draft Order #\d+$/ }))
  }

  /** One of each product, of its first variant. */
  private async putIn(titles: readonly string[]): Promise<void> {
    await this.section("Summary").locator("button[aria-haspopup=menu]").click()
    await this.page.getByRole("menuitem", { name: "Edit items" }).click()
    await this.form.locator("button[aria-haspopup=menu]").click()
    await this.page.getByRole("menuitem", { name: "Add items" }).click()
    for (const title of titles) await this.form.getByRole("row").filter({ hasText: title }).first().getByRole("checkbox").check()
    await this.form.getByRole("button", { name: "Update items" }).click()
    await this.save(this.page.getByText(titles[0]!, { exact: true }))
  }

  /** Chooses how all of it is sent, from the first place of the list. */
  private async ship(option: string): Promise<void> {
    await this.page.getByRole("link", { name: "Add shipping", exact: true }).click()
    await this.form.getByRole("button", { name: "Add shipping option" }).click()
    await this.choose("Location")
    await this.choose("Shipping option", option)
    await this.form.getByRole("button", { name: "Add", exact: true }).click()
    await this.save(this.page.getByRole("link", { name: "Edit shipping", exact: true }))
  }

  /** A part of a page, by its heading. */
  private section(heading: string): Locator {
    return this.page.getByRole("heading", { name: heading, exact: true }).locator("..")
  }

  /** Chooses an option of a list by its name, else the first. */
  private async choose(label: string, option?: string): Promise<void> {
    await this.form.getByRole("combobox", { name: label, exact: true }).click()
    const options = this.page.getByRole("option")
    await (option === undefined ? options.first() : options.filter({ hasText: option })).click()
  }

  /** Saves the form under the one that has just closed, and waits until the draft's page shows what is new on it. */
  private async save(shown: Locator): Promise<void> {
    await this.page.getByRole("dialog").nth(1).waitFor({ state: "detached" })
    await this.form.getByRole("button", { name: "Save", exact: true }).click()
    await this.page.getByRole("dialog").waitFor({ state: "detached" })
    await shown.first().waitFor()
  }
}
