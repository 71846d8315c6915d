import { campaigns } from "./en/campaigns"
import { order } from "./en/order"
import { page } from "./en/page"
import { settings } from "./en/settings"
import { words } from "./en/words"

export const en = { ...words, campaigns, order, page, settings }
