import type { MerchantContext } from "../merchant/context"
import type { FaultBox } from "../faults/rules"
import type { EmulatorSettings } from "../settings"

/** What the control API works with. */
export interface ControlContext extends MerchantContext {
  faults: FaultBox
  saveSettings(settings: EmulatorSettings): Promise<void>
  /** Broken ledger rules, newest last; shown on the page. */
  violations: string[]
}
