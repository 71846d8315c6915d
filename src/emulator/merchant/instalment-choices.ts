const NOMINAL_RATE = 2495
const APR = NOMINAL_RATE + 305
const COUNTS = [2, 3, 4, 6, 9, 12, 18, 24, 36]
const HIGHLIGHTED = [4, 12]
/** Up to this many instalments cost nothing. */
const FREE_COUNT = 4
/** Nobody lends for smaller instalments than this, those that cost nothing apart. */
const SMALLEST = 1_000

/**
 * Figures for a simulator (docs: Aplazame API, simulator): equal instalments with simple interest. They are plausible, not
 * Aplazame's. Amounts and rates in hundredths. `num_instalments` times `amount` covers the principal, `total_interest` and
 * `total_fees`: exactly with interest, which takes the cents that do not divide; without, the last instalment is lower by them.
 */
export function instalmentChoices(amount: number): unknown {
  const counts = COUNTS.filter((count) => (count <= FREE_COUNT ? count <= amount : count * SMALLEST <= amount))
  return {
    choices: [{ instalments: counts.map((count) => choice(amount, count)) }],
    options: {
      widget: { type: "button", disabled: false, preferences: { version: 5 }, styles: "" },
      annual_equivalent: APR, reference_annual_equivalent: APR, highlighted_num_instalments: HIGHLIGHTED.filter((count) => counts.includes(count)),
    },
  }
}

function choice(principal: number, count: number): unknown {
  const free = count <= FREE_COUNT
  const owed = free ? principal : principal + Math.round((principal * NOMINAL_RATE * (count + 1)) / (2 * 12 * 10_000))
  const amount = Math.ceil(owed / count)
  return {
    num_instalments: count, amount, downpayment_amount: 0,
    annual_equivalent: free ? 0 : APR, total_interest: free ? 0 : count * amount - principal, total_fees: 0,
    discounts: { applied: 0, social: 0, financial: 0 },
  }
}
