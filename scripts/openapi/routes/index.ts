import type { DescribedRoute } from "../described-route"
import { campaigns } from "./campaigns"
import { figures } from "./figures"
import { fromAplazame } from "./from-aplazame"
import { notifications } from "./notifications"
import { operations } from "./operations"
import { orders } from "./orders"
import { problems } from "./problems"
import { reconciliation } from "./reconciliation"
import { settings } from "./settings"
import { shop } from "./shop"

/** Every route that the plugin adds to a store, and the two of Medusa's that it answers in part. */
export const routes: DescribedRoute[] = [...shop, ...orders, ...operations, ...notifications, ...problems, ...campaigns, ...reconciliation, ...figures, ...settings, ...fromAplazame]
