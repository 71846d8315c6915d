import { installedMedusa, isSupportedMedusa, supportedVersions } from "../../config/supported-medusa"
import { finding, fine, type Finding } from "./finding"

/** Whether the store's Medusa is one that this release is made for. With another it may start, sell, and do less than it says. */
export function checkMedusa(version: string | undefined = installedMedusa()): Finding {
  const supported = supportedVersions()
  if (version === undefined) return finding("medusa", "info", "unknown", supported)
  return isSupportedMedusa(version) ? fine("medusa", { version }) : finding("medusa", "error", "unsupported", { version, ...supported })
}
