/** A discount on a cart, as Medusa counts it when the cart becomes an order. */
export type Use = { code: string; amount: number }

/** A promotion with what it and its campaign may be used, null without a limit. */
export type Promotion = {
  code: string
  limit: number | null
  used: number
  budget: { type: string; limit: number | null; used: number; attribute: string | null; usages: { value: string; used: number }[] } | null
}

/** Who uses it, by the attributes that a campaign may count by. */
export type User = { customer_id: string | null; customer_email: string | null }

/**
 * Whether a promotion of the cart can't be used once more. The rule is that of Medusa's `registerUsage`, which refuses the
 * whole order then; it is asked before the shopper takes a credit for nothing.
 */
export function isUsedUp(promotions: readonly Promotion[], uses: readonly Use[], user: User): boolean {
  return promotions.some((promotion) => {
    const own = uses.filter((use) => use.code === promotion.code)
    if (own.length === 0) return false
    return exceeds(promotion.used + 1, promotion.limit, true) || exceedsBudget(promotion.budget, own, user)
  })
}

function exceedsBudget(budget: Promotion["budget"], uses: readonly Use[], user: User): boolean {
  if (budget === null) return false
  switch (budget.type) {
    case "spend":
      return exceeds(budget.used + uses.reduce((sum, { amount }) => sum + amount, 0), budget.limit)
    case "usage":
      return exceeds(budget.used + 1, budget.limit)
    case "use_by_attribute": {
      const value = budget.attribute === "customer_id" || budget.attribute === "customer_email" ? user[budget.attribute] : null
      const usage = value === null ? undefined : budget.usages.find((one) => one.value === value)
      return usage !== undefined && exceeds(usage.used + 1, budget.limit)
    }
    default:
      return false
  }
}

/** Medusa takes a budget of 0 for none, and a promotion's own limit of 0 at its word. */
const exceeds = (after: number, limit: number | null, zeroCounts = false): boolean => limit !== null && (limit !== 0 || zeroCounts) && after > limit
