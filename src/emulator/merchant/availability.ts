import type { Product } from "../database/rows"
import { forbidden } from "../http/problems"
import type { EmulatorSettings } from "../settings"

const COUNTRIES = ["ES", "PT"]

/**
 * Whether the account lends this amount (hundredths) as this product in this country; 403 "Credit not available." otherwise
 * (docs: Aplazame API, button). Button check and simulator share it, so that a widget never promises what the button refuses.
 */
export function assertAvailable(asked: { amount: number; product: Product; country: string }, settings: EmulatorSettings): void {
  const { button_min, button_max, availability } = settings
  const fits = asked.amount >= button_min && asked.amount <= button_max && availability[asked.product]
  if (!fits || !COUNTRIES.includes(asked.country)) throw forbidden("Credit not available.")
}
