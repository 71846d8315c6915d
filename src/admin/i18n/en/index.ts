import { order } from "./order"
import { page } from "./page"
import { settings } from "./settings"
import { words } from "./words"

export const en = { ...words, order, page, settings }
