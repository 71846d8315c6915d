import { order } from "./en/order"
import { page } from "./en/page"
import { settings } from "./en/settings"
import { words } from "./en/words"

export const en = { ...words, order, page, settings }
