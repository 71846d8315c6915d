import { PACKAGE_VERSION } from "../version"

/** Says who we are without claiming to be Aplazame's own; the store's own part follows. */
export function buildUserAgent(suffix?: string): string {
  const own = `MedusaPaymentAplazame/${PACKAGE_VERSION} (community; not official), Node/${process.versions.node}`
  return suffix === undefined || suffix === "" ? own : `${own}, ${suffix}`
}
