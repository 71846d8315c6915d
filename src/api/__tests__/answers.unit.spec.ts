import type { z } from "zod"
import type { CustomerCredit } from "../admin/aplazame/customers/customer-credits"
import type { ListedNotification } from "../admin/aplazame/notifications/listed-notification"
import type { ListedOperation } from "../admin/aplazame/operations/listed-operation"
import type { ListedOrder } from "../admin/aplazame/orders/listed-order"
import type { ListedProblem } from "../admin/aplazame/problems/listed-problem"
import type { RunView } from "../admin/aplazame/reconcile/views"
import type { SettingsView } from "../../config/settings-view"
import type { Cents } from "../../aplazame"
import type { StoredOrder } from "../../mapping"
import type { DecisionView, Overview, Refreshed } from "../../workflows/admin-actions"
import type { ArticlePage, ProductCampaign } from "../../workflows/campaigns"
import type { Finding } from "../../workflows/doctor"
import type { Eligibility } from "../../workflows/eligibility"
import type { PaymentState } from "../../workflows/payment-state"
import type { Decision } from "../../workflows/settle-notification"
import type { StartedCheckout } from "../../workflows/start-checkout"
import type { ArticleList } from "../../workflows/store-reading"
import type { listedArticle, productCampaign } from "../admin/aplazame/campaigns/campaign.answer"
import type { customerCredit } from "../admin/aplazame/customers/customer-credit.answer"
import type { decision } from "../hooks/aplazame/notifications/decision.answer"
import type { listedNotification } from "../admin/aplazame/notifications/listed-notification.answer"
import type { listedOperation } from "../admin/aplazame/operations/listed-operation.answer"
import type { listedOrder } from "../admin/aplazame/orders/listed-order.answer"
import type { decisionView } from "../admin/aplazame/operations/undecided.answer"
import type { overview, refreshedOverview } from "../admin/aplazame/orders/overview.answer"
import type { listedProblem } from "../admin/aplazame/problems/problem.answer"
import type { run } from "../admin/aplazame/reconcile/reconcile.answer"
import type { finding, settings } from "../admin/aplazame/settings/settings.answer"
import type { eligibility, payment, startedCheckout } from "../store/aplazame/shop.answer"
import type { articleList, storedOrder } from "../hooks/aplazame/store/store-reading.answer"

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
      same<z.infer<typeof customerCredit>, Wire<CustomerCredit>>(true),
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
    expect(checked).toHaveLength(17)
    expect([within<Omit<z.infer<typeof payment>, "message">, Omit<PaymentState, "spoken">>(), within<z.infer<typeof decision>, Decision>(), within<Omit<z.infer<typeof decisionView>, "operation">, Wire<Omit<DecisionView, "operation">>>()]).toEqual([[], [], []])
  })
})
