import type { EmulatorDatabase } from "../database/open-database"
import type { Keys } from "../http/authorize"
import type { NotificationEngine } from "../notifications/engine"
import type { EmulatorSettings } from "../settings"

/** What the operations of the merchant API work with. */
export interface MerchantContext {
  db: EmulatorDatabase
  keys: Keys
  engine: NotificationEngine
  settings: () => EmulatorSettings
}
