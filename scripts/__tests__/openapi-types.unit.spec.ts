import type { z } from "zod"
import type { ListedNotification } from "../../src/api/admin/aplazame/notifications/listed-notification"
import type { ListedOperation } from "../../src/api/admin/aplazame/operations/listed-operation"
import type { ListedOrder } from "../../src/api/admin/aplazame/orders/listed-order"
import type { ListedProblem } from "../../src/api/admin/aplazame/problems/listed-problem"
import type { RunView } from "../../src/api/admin/aplazame/reconcile/views"
import type { SettingsView } from "../../src/config/settings-view"
import type { Cents } from "../../src/aplazame"
import type { StoredOrder } from "../../src/mapping"
import type { Overview, Refreshed } from "../../src/workflows/admin-actions"
import type { ArticlePage, ProductCampaign } from "../../src/workflows/campaigns"
import type { Finding } from "../../src/workflows/doctor"
import type { Eligibility } from "../../src/workflows/eligibility"
import type { PaymentState } from "../../src/workflows/payment-state"
import type { Decision } from "../../src/workflows/settle-notification"
import type { StartedCheckout } from "../../src/workflows/start-checkout"
import type { ArticleList } from "../../src/workflows/store-reading"
import type { listedArticle, productCampaign } from "../openapi/answers/campaign"
import type { decision } from "../openapi/answers/decision"
import type { listedNotification } from "../openapi/answers/listed-notification"
import type { listedOperation } from "../openapi/answers/listed-operation"
import type { listedOrder } from "../openapi/answers/listed-order"
import type { overview, refreshedOverview } from "../openapi/answers/overview"
import type { listedProblem } from "../openapi/answers/problem"
import type { run } from "../openapi/answers/reconcile"
import type { finding, settings } from "../openapi/answers/settings"
import type { eligibility, payment, startedCheckout } from "../openapi/answers/shop"
import type { articleList, storedOrder } from "../openapi/answers/store-reading"

/** A value after it went through JSON. */
type Wire<T> = T extends Cents ? number : T extends Date ? string : T extends (infer I)[] ? Wire<I>[] : T extends object ? { [K in keyof T]: Wire<T[K]> } : T

/** Checked by the compiler: the description says all that is answered, and no more. */
const same = <Described extends Answered, Answered>(both: [Answered] extends [Described] ? true : never): boolean => both
/** The description is narrower than the type, which allows codes that are never told here. */
const within = <Described extends Answered, Answered>(): Described[] & Answered[] => []

describe("the answers that are described", () => {
  it("have the types that the routes answer with (the compiler checks)", () => {
    type Shown = Wire<Overview> & { refreshing: boolean }
    const checked = [
      same<z.infer<typeof overview>, Shown>(true),
      same<z.infer<typeof refreshedOverview>, Shown & { live: Wire<Refreshed["live"]> }>(true),
      same<z.infer<typeof listedOrder>, Wire<ListedOrder>>(true),
      same<z.infer<typeof listedOperation>, Wire<ListedOperation>>(true),
      same<z.infer<typeof listedNotification>, Wire<ListedNotification>>(true),
      same<z.infer<typeof listedProblem>, Wire<ListedProblem>>(true),
      same<z.infer<typeof run>, Wire<RunView>>(true),
      same<z.infer<typeof settings>, Wire<SettingsView>>(true),
      same<z.infer<typeof finding>, Wire<Finding>>(true),
      same<z.infer<typeof productCampaign>, Wire<ProductCampaign>>(true),
      same<z.infer<typeof listedArticle>[], ArticlePage["articles"]>(true),
      same<z.infer<typeof startedCheckout>, StartedCheckout>(true),
      same<z.infer<typeof eligibility>["products"], Eligibility["products"]>(true),
      same<z.infer<typeof eligibility>["reasons"][number]["code"], Eligibility["reasons"][number]["code"]>(true),
      same<z.infer<typeof articleList>, ArticleList>(true),
      same<z.infer<typeof storedOrder>, StoredOrder>(true),
    ]
    expect(checked).toHaveLength(16)
    expect([within<Omit<z.infer<typeof payment>, "message">, Omit<PaymentState, "spoken">>(), within<z.infer<typeof decision>, Decision>()]).toEqual([[], []])
  })
})
