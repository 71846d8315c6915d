import { createRequire } from "node:module"

/**
 * The Medusas that this release is made and tested for: what package.json's peers say, a test compares both. 2.17.2 is the
 * first whose orders can wait for an identity check (`pending_authorization`).
 */
export const SUPPORTED_MEDUSA = "^2.17.2"

const NUMBERS = /^\^?(\d+)\.(\d+)\.(\d+)/

/**
 * Whether a caret range holds a version. A preview counts as the version that it comes before.
 * @param version `2.17.1`
 */
export function isSupportedMedusa(version: string, range: string = SUPPORTED_MEDUSA): boolean {
  const [, major, minor, patch] = (NUMBERS.exec(version) ?? []).map(Number)
  const [, floorMajor, floorMinor, floorPatch] = (NUMBERS.exec(range) ?? []).map(Number)
  if (major === undefined || minor === undefined || patch === undefined) return false
  if (floorMajor === undefined || floorMinor === undefined || floorPatch === undefined) return false
  return major === floorMajor && (minor > floorMinor || (minor === floorMinor && patch >= floorPatch))
}

/** The version of the store's Medusa; undefined when none is found from the store's folder, nor from here. */
export function installedMedusa(): string | undefined {
  const load = createRequire(__filename)
  try {
    const { version } = load(load.resolve("@medusajs/medusa/package.json", { paths: [process.cwd(), __dirname] })) as { version?: unknown }
    return typeof version === "string" ? version : undefined
  } catch {
    return undefined
  }
}

/** From which version on, and below which one, for a sentence. */
export function supportedVersions(range: string = SUPPORTED_MEDUSA): { from: string; below: string } {
  const from = range.slice(1)
  return { from, below: `${Number(from.split(".")[0]) + 1}.0.0` }
}

/** What to tell somebody who runs another Medusa; undefined when there is nothing to tell. */
export function unsupportedMedusa(version: string | undefined = installedMedusa()): string | undefined {
  if (version === undefined || isSupportedMedusa(version)) return undefined
  const { from, below } = supportedVersions()
  return `Medusa ${version} is not supported: this release of medusa-payment-aplazame is made for Medusa ${from} or later, below ${below}. Payments may fail without a warning: install a supported one.`
}
