import { order } from "./order"
import { page } from "./page"
import { settings } from "./settings"
import { words } from "./words"

export const es = { ...words, order, page, settings }
