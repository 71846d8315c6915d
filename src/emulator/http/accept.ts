import type { Side } from "../database/rows"
import { jsonOnly, notAcceptable } from "./problems"

/** Newest version: what a request without any version gets (docs: Aplazame API, versions). */
const NEWEST_VERSION = 4

export interface Accepted { side: Side; version: number }

const VENDOR = /^application\/vnd\.aplazame(\.sandbox)?(?:[.-]v(\d+)(?:\.\d+)?)?\+json$/
/** Formats of the documents, old and new, beside JSON. */
const OTHER_FORMAT = /^application\/(?:vnd\.aplazame[^+]*\+)?(?:xml|yaml)$/

/**
 * Side and version that the Accept header asks for. `sandbox` in the vendor type is the only switch to the test
 * side. Throws 406 for a type that is not JSON, and for a version that does not exist.
 */
export function readAccept(header: string | undefined, urlVersion?: number): Accepted {
  const types = (header ?? "*/*").split(",").map((part) => (part.split(";")[0] ?? "").trim().toLowerCase()).filter(Boolean)
  for (const type of types) {
    const vendor = VENDOR.exec(type)
    if (!vendor) continue
    const version = vendor[2] === undefined ? (urlVersion ?? NEWEST_VERSION) : Number(vendor[2])
    if (version >= 1 && version <= NEWEST_VERSION) return { side: vendor[1] ? "sandbox" : "live", version }
  }
  const plain = types.length === 0 || types.some((type) => ["*/*", "application/*", "application/json"].includes(type))
  if (!plain) throw types.some((type) => OTHER_FORMAT.test(type)) ? jsonOnly() : notAcceptable()
  return { side: "live", version: urlVersion ?? NEWEST_VERSION }
}
