import { captureRule, type CaptureMoment } from "./capture-rule"
import { notificationUrl, type ResolvedOptions } from "./options"

/** What a store configured, fit to be shown: the keys by their last letters. Amounts are hundredths. */
export type SettingsView = Pick<
  ResolvedOptions,
  | "sandbox" | "apiBaseUrl" | "backendUrl" | "storefrontUrl" | "countries" | "captureAmount" | "captureCalls" | "refundCall"
  | "onChallenge" | "historyLimit" | "historyForGuests" | "storeReading" | "timeoutCheckout" | "timeoutExtra" | "timeoutMs" | "checkoutVersion" | "language" | "uncapturedDays"
> & {
  /** What captures an order of goods that travel, and one of digital goods alone. */
  captureOn: CaptureMoment
  captureDigitalOn: CaptureMoment
  private_key: string
  previous_private_keys: string[]
  public_key: string
  notification_url: string
  product: NonNullable<ResolvedOptions["product"]> | null
  minAmount: number | null
  maxAmount: number | null
}

const SHOWN = 4

/** A key as somebody who has it would know it again: its last letters, if enough are left unseen. */
export const masked = (key: string): string => `••••••••${key.length >= 4 * SHOWN ? key.slice(-SHOWN) : ""}`

export function settingsView(o: ResolvedOptions): SettingsView {
  const { sandbox, apiBaseUrl, backendUrl, storefrontUrl, countries, captureAmount, captureCalls, refundCall, uncapturedDays } = o
  const { onChallenge, historyLimit, historyForGuests, storeReading, timeoutCheckout, timeoutExtra, timeoutMs, checkoutVersion, language } = o
  return {
    ...{ sandbox, apiBaseUrl, backendUrl, storefrontUrl, countries, captureAmount, captureCalls, refundCall, uncapturedDays },
    captureOn: captureRule(o, "goods"),
    captureDigitalOn: captureRule(o, "digital"),
    ...{ onChallenge, historyLimit, historyForGuests, storeReading, timeoutCheckout, timeoutExtra, timeoutMs, checkoutVersion, language },
    private_key: masked(o.privateKey),
    previous_private_keys: o.previousPrivateKeys.map(masked),
    public_key: masked(o.publicKey),
    notification_url: notificationUrl(o),
    product: o.product ?? null,
    minAmount: o.minAmount ?? null,
    maxAmount: o.maxAmount ?? null,
  }
}
