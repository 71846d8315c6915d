import { z } from "zod"
import { FINDING_IDS } from "../../../../workflows/doctor/finding"
import { hundredths, notes, product } from "../../../values.answer"

export const settings = z
  .strictObject({
    sandbox: z.boolean(),
    apiBaseUrl: z.string(),
    backendUrl: z.string(),
    storefrontUrl: z.string(),
    countries: z.array(z.string()),
    captureOn: z.enum(["placed", "fulfillment", "shipment", "manual"]),
    captureDigitalOn: z.enum(["placed", "fulfillment", "shipment", "manual"]),
    uncapturedDays: z.int(),
    captureAmount: z.enum(["order", "shipped"]),
    captureCalls: z.enum(["both", "captures", "put"]),
    refundCall: z.enum(["documented", "extended"]),
    onChallenge: z.enum(["place_order", "wait"]),
    historyLimit: z.int(),
    historyForGuests: z.boolean(),
    storeReading: z.boolean(),
    timeoutCheckout: z.int(),
    timeoutExtra: z.int(),
    timeoutMs: z.int(),
    checkoutVersion: z.union([z.literal(3), z.literal(4)]),
    language: z.enum(["es", "en", "pt"]),
    private_key: z.string(),
    previous_private_keys: z.array(z.string()),
    public_key: z.string(),
    notification_url: z.string(),
    product: product.nullable(),
    minAmount: hundredths.nullable(),
    maxAmount: hundredths.nullable(),
  })
  .register(notes, { id: "Settings", description: "What the store configured. Keys are shown by their last letters." })

export const finding = z
  .strictObject({
    id: z.enum(FINDING_IDS),
    level: z.enum(["ok", "info", "warning", "error"]),
    detail: z.string(),
    figures: z.record(z.string(), z.union([z.string(), z.number()])),
  })
  .register(notes, { id: "Finding", description: "One thing that the doctor looked at. `detail` names the variant of its sentence; `figures` fill it in." })

export const settingsExample = {
  sandbox: true,
  apiBaseUrl: "https://api.aplazame.com",
  backendUrl: "https://store.example",
  storefrontUrl: "https://shop.example",
  countries: ["es"],
  captureOn: "fulfillment",
  captureDigitalOn: "placed",
  uncapturedDays: 14,
  captureAmount: "order",
  captureCalls: "both",
  refundCall: "documented",
  onChallenge: "place_order",
  historyLimit: 50,
  historyForGuests: false,
  storeReading: false,
  timeoutCheckout: 60,
  timeoutExtra: 2880,
  timeoutMs: 15_000,
  checkoutVersion: 4,
  language: "es",
  private_key: "••••••••6789",
  previous_private_keys: [],
  public_key: "••••••••3210",
  notification_url: "https://store.example/hooks/aplazame/notifications",
  product: null,
  minAmount: null,
  maxAmount: 100_000,
}

export const findingExample = { id: "keys", level: "ok", detail: "ok", figures: {} }
