import { DEFAULT_API_BASE_URL } from "../../../config/options"

/** docs: Aplazame, vendor panel; the address of a single order in it is not documented. */
const PANEL = "https://vendors.aplazame.com"
const OWN_MACHINE = /^(localhost|127\.0\.0\.1|\[::1\])$/

/** Where an operator sees the order at Aplazame: the vendor panel, or the page of an emulator on this machine. */
export function panelUrl(apiBaseUrl: string): string {
  if (apiBaseUrl === DEFAULT_API_BASE_URL) return PANEL
  return OWN_MACHINE.test(new URL(apiBaseUrl).hostname) ? `${apiBaseUrl}/_emulator` : PANEL
}
