import { campaigns } from "./es/campaigns"
import { order } from "./es/order"
import { page } from "./es/page"
import { settings } from "./es/settings"
import { words } from "./es/words"

export const es = { ...words, campaigns, order, page, settings }
