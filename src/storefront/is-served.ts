import type { ShopConfig } from "./store-api"

/** Where a widget stands: only what the page tells counts. */
export type Region = { country?: string; currency?: string }

/** A store that does not say where it sells rules nothing out. */
const has = (list: readonly string[] | undefined, wanted: string | undefined): boolean => !wanted || !list || list.some((one) => one.toLowerCase() === wanted.toLowerCase())

/** Whether Aplazame can pay in a region, as far as the page names it. */
export const isServed = ({ countries, currencies }: ShopConfig, { country, currency }: Region): boolean => has(countries, country) && has(currencies, currency)
