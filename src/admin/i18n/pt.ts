import { order } from "./pt/order"
import { page } from "./pt/page"
import { settings } from "./pt/settings"
import { words } from "./pt/words"

export const pt = { ...words, order, page, settings }
