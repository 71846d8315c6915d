/** Hundredths of what Medusa's JSON gives as a decimal number, unrounded (2 × 19.99 with 21 % is 48.3758). */
export const cents = (amount) => Math.round(Number(amount ?? 0) * 100)

/** Hundredths as people read them. */
export const money = (hundredths) => `${(hundredths / 100).toFixed(2)} €`

export const sumCents = (rows) => (rows ?? []).reduce((sum, row) => sum + cents(row.amount), 0)
