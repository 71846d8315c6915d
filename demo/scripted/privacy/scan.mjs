// Looks for what must not be told in what a run has told.

/**
 * What may be told all the same, and where: the whole list. SECURITY.md, "What is shown where", has the reasons.
 * @type {{ what: string, where: RegExp }[]}
 */
const EXCEPTIONS = [
  { what: "name", where: /^GET \/admin\/aplazame\/orders\?/ },
  // Medusa's own column, which it fills with the signed-in customer for every provider.
  ...["e-mail", "phone", "name", "address"].map((what) => ({ what, where: /^payment_session\.context$/ })),
]

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")

const inJson = (text) => JSON.stringify(text).slice(1, -1)

/** The ways in which a text is written: as it is, in an address, in a form, in JSON, in JSON in JSON. */
const spellings = (text) => [...new Set([text, encodeURIComponent(text), encodeURIComponent(text).replaceAll("%20", "+"), inJson(text), inJson(inJson(text))])]

/** Longer ones, keys above all, are no part of anything else by chance. */
const BY_CHANCE = 20

/**
 * A pattern that finds a text in any spelling, in any case; a short one as a whole word, so that a postal code is
 * not found in the middle of an id.
 * @param {{ what: string, text: string }} needle what: the kind of datum, for the report
 */
function patternOf({ what, text }) {
  const any = `(?:${spellings(text).map(escaped).join("|")})`
  return { what, pattern: new RegExp(text.length < BY_CHANCE ? `(?<![\\p{L}\\p{N}])${any}(?![\\p{L}\\p{N}])` : any, "iu") }
}

/**
 * Searches every text for every needle. A finding names the place and the kind, never the datum.
 * @param {{ where: string, text: string }[]} texts
 * @param {{ what: string, text: string }[]} needles
 * @returns {{ where: string, what: string }[]}
 */
export function scan(texts, needles, exceptions = EXCEPTIONS) {
  const patterns = needles.filter(({ text }) => text !== "").map(patternOf)
  return texts.flatMap(({ where, text }) =>
    patterns
      .filter(({ what, pattern }) => pattern.test(text) && !exceptions.some((one) => one.what === what && one.where.test(where)))
      .map(({ what }) => ({ where, what }))
  )
}
