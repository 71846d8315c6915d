import { validationProblem } from "../http/problems"

const ANNUAL_RATE = 2495
const COUNTS = [2, 3, 4, 6, 9, 12, 18, 24, 36]

/**
 * Figures for a simulator (docs: Aplazame API, simulator): an even split with simple interest. They are plausible, not Aplazame's.
 * 400 with `fields.amount` above the limit. Amounts and rates in hundredths.
 */
export function instalmentChoices(amount: number, max: number): unknown {
  if (amount < 1 || amount > max) throw validationProblem({ amount: [`Ensure this value is between 1 and ${max}.`] })
  return {
    choices: [{
      instalments: COUNTS.map((count) => {
        const interest = count <= 4 ? 0 : Math.round((amount * ANNUAL_RATE * (count + 1)) / (2 * 12 * 10_000))
        return {
          num_instalments: count, amount: Math.ceil((amount + interest) / count), downpayment_amount: 0,
          annual_equivalent: count <= 4 ? 0 : ANNUAL_RATE + 305, total_interest: interest, total_fees: 0,
          discounts: { applied: 0, social: 0, financial: 0 },
        }
      }),
    }],
    options: {
      widget: { type: "button", disabled: false, preferences: { version: 5 }, styles: "" },
      annual_equivalent: ANNUAL_RATE + 305, reference_annual_equivalent: ANNUAL_RATE + 305, highlighted_num_instalments: [4, 12],
    },
  }
}
