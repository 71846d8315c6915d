/** What our admin API answers, as the schemas beside its routes describe it. Amounts are hundredths, dates ISO 8601. */
import type { z } from "zod"
import type { productCampaign } from "../../api/admin/aplazame/campaigns/campaign.answer"
import type { customerCredit } from "../../api/admin/aplazame/customers/customer-credit.answer"
import type { currencyFigures, figuresAnswer } from "../../api/admin/aplazame/figures/figures.answer"
import type { listedNotification } from "../../api/admin/aplazame/notifications/listed-notification.answer"
import type { listedOperation } from "../../api/admin/aplazame/operations/listed-operation.answer"
import type { decisionView } from "../../api/admin/aplazame/operations/undecided.answer"
import type { credit } from "../../api/admin/aplazame/orders/credit.answer"
import type { listedOrder } from "../../api/admin/aplazame/orders/listed-order.answer"
import type { refreshedOverview } from "../../api/admin/aplazame/orders/overview.answer"
import type { timelineEntry } from "../../api/admin/aplazame/orders/timeline.answer"
import type { listedProblem, problem } from "../../api/admin/aplazame/problems/problem.answer"
import type { difference, run } from "../../api/admin/aplazame/reconcile/reconcile.answer"
import type { finding, settings } from "../../api/admin/aplazame/settings/settings.answer"
import type { actorText, counted, figures, pagedThere } from "../../api/values.answer"

export type Actor = z.infer<typeof actorText>
export type Figures = z.infer<typeof figures>
export type Counted = { [K in keyof typeof counted]: z.infer<(typeof counted)[K]> }

export type Credit = z.infer<typeof credit>
export type OrderState = Credit["state"]
export type TimelineEntry = z.infer<typeof timelineEntry>
export type TimelineOperation = Extract<TimelineEntry, { type: "operation" }>
export type TimelineLinkEmail = Extract<TimelineEntry, { type: "link_email" }>
export type TimelineNotification = Extract<TimelineEntry, { type: "notification" }>
/** `live`: Aplazame's own figures, in the answer of a refresh. */
export type Overview = Omit<z.infer<typeof refreshedOverview>, "live"> & Partial<Pick<z.infer<typeof refreshedOverview>, "live">>
export type Live = NonNullable<Overview["live"]>
export type ActionKind = keyof NonNullable<Overview["actions"]>
export type Allowed = NonNullable<Overview["actions"]>[ActionKind]

export type Problem = z.infer<typeof problem>
export type ListedProblem = z.infer<typeof listedProblem>

export type ListedOperation = z.infer<typeof listedOperation>
export type OperationState = ListedOperation["state"]
/** An operation that waits for a person's word, beside what Aplazame shows now. */
export type Undecided = z.infer<typeof decisionView>
export type Answer = keyof Undecided["answers"]

export type ListedNotification = z.infer<typeof listedNotification>

export type ListedOrder = z.infer<typeof listedOrder>
export type OrderPage = { orders: ListedOrder[]; count_capped: boolean } & { [K in keyof typeof pagedThere]: z.infer<(typeof pagedThere)[K]> }

export type CustomerCredit = z.infer<typeof customerCredit>

export type Run = z.infer<typeof run>
export type Difference = z.infer<typeof difference>

export type PeriodFigures = z.infer<typeof figuresAnswer>
export type CurrencyFigures = z.infer<typeof currencyFigures>
export type DayFigures = CurrencyFigures["days"][number]
export type ProductFigures = CurrencyFigures["products"][number]

export type Finding = z.infer<typeof finding>
export type Settings = z.infer<typeof settings>

export type ProductCampaign = z.infer<typeof productCampaign>
