import type * as Page from "../../../../admin/lib/api-types"
import type { DecisionView, Overview, Refreshed } from "../../../../workflows/admin-actions"
import type { ProductCampaign } from "../../../../workflows/campaigns"
import type { Finding } from "../../../../workflows/doctor"
import type { CustomerCredit } from "../customers/customer-credits"
import type { ListedNotification } from "../notifications/listed-notification"
import type { ListedOperation } from "../operations/listed-operation"
import type { ListedOrder } from "../orders/listed-order"
import type { ListedProblem } from "../problems/listed-problem"
import type { RunView } from "../reconcile/views"
import { masked, settingsView, type SettingsView } from "../../../../config/settings-view"
import { parseOptions } from "../../../../config/options"

/** A value after it went through JSON. */
type Wire<T> = T extends Date ? string : T extends number ? number : T extends (infer I)[] ? Wire<I>[] : T extends object ? { [K in keyof T]: Wire<T[K]> } : T

/** Checked by the compiler: what a route answers is what the page reads. */
const fits = <Answered extends Expected, Expected>(): Answered[] & Expected[] => []

describe("what the routes answer", () => {
  it("is what the pages read (the compiler checks the types)", () => {
    const checked = [
      fits<Wire<Overview> & { refreshing: boolean }, Page.Overview>(),
      fits<Wire<NonNullable<Refreshed["live"]>>, Page.Live>(),
      fits<Wire<ListedOrder>, Page.ListedOrder>(),
      fits<Wire<CustomerCredit>, Page.CustomerCredit>(),
      fits<Wire<ListedOperation>, Page.ListedOperation>(),
      fits<Wire<Omit<DecisionView, "operation"> & { operation: ListedOperation }>, Page.Undecided>(),
      fits<Wire<ListedNotification>, Page.ListedNotification>(),
      fits<Wire<ListedProblem>, Page.ListedProblem>(),
      fits<Wire<RunView>, Page.Run>(),
      fits<Wire<SettingsView>, Page.Settings>(),
      fits<Wire<Finding>, Page.Finding>(),
      fits<Wire<ProductCampaign>, Page.ProductCampaign>(),
    ]
    expect(checked).toHaveLength(12)
  })

  it("shows of a key its last letters, and of a short one nothing", () => {
    expect(masked("private-key-0123456789")).toBe("••••••••6789")
    expect(masked("short-key")).toBe("••••••••")
  })

  it("never holds a key of the settings", () => {
    const options = { privateKey: "the-private-key-0123456789", previousPrivateKeys: ["the-key-of-last-year-0123456789"], publicKey: "the-public-key-0123456789", backendUrl: "https://store.example", storefrontUrl: "https://shop.example" }
    const text = JSON.stringify(settingsView(parseOptions(options)))
    expect(text).not.toContain(options.privateKey)
    expect(text).not.toContain(options.publicKey)
    expect(text).not.toContain(options.previousPrivateKeys[0])
    expect(settingsView(parseOptions(options)).previous_private_keys).toEqual(["••••••••6789"])
    expect(text).toContain("https://store.example/hooks/aplazame/notifications")
  })
})
