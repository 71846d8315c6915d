/** The currency object of notifications and orders; `numeric` is a string (docs: Aplazame API, notification payload). */
export interface CurrencyShape { name: string; code: string; numeric: string; symbol: string }

const CURRENCIES: Record<string, Omit<CurrencyShape, "code">> = {
  EUR: { name: "Euro", numeric: "978", symbol: "€" },
  GBP: { name: "Pound Sterling", numeric: "826", symbol: "£" },
  MXN: { name: "Mexican Peso", numeric: "484", symbol: "$" },
  USD: { name: "US Dollar", numeric: "840", symbol: "$" },
}

export function isKnownCurrency(code: string): boolean {
  return Object.hasOwn(CURRENCIES, code)
}

export function currencyShape(code: string): CurrencyShape {
  const known = CURRENCIES[code]
  return known ? { name: known.name, code, numeric: known.numeric, symbol: known.symbol } : { name: code, code, numeric: "000", symbol: code }
}
