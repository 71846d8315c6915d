import type { Credit } from "../lib/api-types"

/** The parts that a credit is made of, each in percent of all of them. `kept`: captured and not given back; `left`: still to capture. */
export type Shares = { kept: number; refunded: number; left: number; voided: number }

/** How much of a credit's bar each part takes: together all of it, or nothing where there is no part. */
export function sharesOf({ captured, refunded, uncaptured, voided }: Pick<Credit["amounts"], "captured" | "refunded" | "uncaptured" | "voided">): Shares {
  // More can be refunded than was captured here: some products have no captures, and Aplazame's panel needs none.
  const parts = { kept: Math.max(0, captured - refunded), refunded, left: uncaptured, voided }
  const all = parts.kept + refunded + uncaptured + voided
  const share = (part: number): number => (all === 0 ? 0 : (part / all) * 100)
  return { kept: share(parts.kept), refunded: share(refunded), left: share(uncaptured), voided: share(voided) }
}
