import { campaigns } from "./pt/campaigns"
import { order } from "./pt/order"
import { page } from "./pt/page"
import { settings } from "./pt/settings"
import { words } from "./pt/words"

export const pt = { ...words, campaigns, order, page, settings }
