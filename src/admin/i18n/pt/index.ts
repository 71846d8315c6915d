import { order } from "./order"
import { page } from "./page"
import { settings } from "./settings"
import { words } from "./words"

export const pt = { ...words, order, page, settings }
