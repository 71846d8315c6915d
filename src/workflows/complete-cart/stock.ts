/** What a line takes out of the stock, as Medusa's variant says it. */
export type StockedLine = {
  quantity: number
  /** Null for a variant whose stock nobody counts, or of which more may be sold than there is. */
  takes: { required: number; levels: { available: number; channels: string[] }[] }[] | null
}

/** Amounts of stock may be decimals; what is missing by less than this is not missing. */
const NOTHING = 1e-9

/**
 * Whether Medusa could reserve a cart's lines: each needs all that it takes in one location of the cart's sales channel.
 * `no_location` is the shop's set-up: nothing of the line is kept where this channel sells.
 */
export function lackOfStock(lines: readonly StockedLine[], channelId: string | null): "out_of_stock" | "no_location" | null {
  for (const { quantity, takes } of lines) {
    if (takes === null) continue
    if (takes.length === 0) return "no_location"
    const kept = takes.map(({ required, levels }) => ({ needed: required * quantity, levels: channelId === null ? levels : levels.filter(({ channels }) => channels.includes(channelId)) }))
    if (kept.every(({ levels }) => levels.length === 0)) return "no_location"
    if (kept.some(({ needed, levels }) => levels.every(({ available }) => available + NOTHING < needed))) return "out_of_stock"
  }
  return null
}
