/** The one way in which a text of a shop or of a shopper goes to Aplazame: checkout, update of an order, history, articles. */

/**
 * Letters of a text at most, in code points as databases count them. The documents name no length for any field; the
 * only one that any source proves is 255, where PrestaShop's and Magento 2's plugins cut a description. So nothing
 * longer is ever sent. docs: Aplazame API, "articles"; Aplazame plugins.
 */
export const MOST_LETTERS = 255

/** An address of a page at most. Nothing is documented; longer ones are cut or refused by proxies and old browsers. */
export const MOST_LETTERS_OF_URL = 2_000

/** A description is read up to here: 255 letters are wanted, and markup can be long. */
const LETTERS_LOOKED_AT = 20_000

/**
 * Letters that are not seen and only confuse: soft hyphen, zero width, direction marks, halves of a surrogate pair
 * (which are no Unicode text and would make invalid JSON). The joiners of emoji families and of scripts stay.
 */
const UNSEEN = /[\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF\p{Cs}]/gu
const BLANKS = /[\p{Cc}\p{Z}\s]+/gu

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" })

/**
 * A text as it goes out: NFC, control characters and runs of blanks as one blank, trimmed, of at most `most` code
 * points. A longer one ends with "…" after its last whole grapheme, so that no accent and no emoji is cut apart.
 * Null for none and for one that is blank.
 */
export function toText(text: string | null | undefined, most = MOST_LETTERS): string | null {
  const clean = (text ?? "").replace(UNSEEN, "").replace(BLANKS, " ").normalize("NFC").trim()
  return clean === "" ? null : cut(clean, most)
}

function cut(text: string, most: number): string {
  // Code units are never fewer than code points, so that ordinary texts need no counting.
  if (text.length <= most) return text
  const letters = [...text]
  if (letters.length <= most) return text
  const room = most - 1
  let kept = ""
  let count = 0
  for (const { segment } of graphemes.segment(letters.slice(0, 2 * most).join(""))) {
    count += [...segment].length
    if (count > room) break
    kept += segment
  }
  // One grapheme of hundreds of marks is no letter of any language.
  return `${(kept === "" ? letters.slice(0, room).join("") : kept).trimEnd()}…`
}

const MARKUP = /<!--[\s\S]*?(?:-->|$)|<(script|style)\b[\s\S]*?(?:<\/\1\s*>|$)|<(\/?[a-z][a-z0-9]*)\b(?:"[^"]*"|'[^']*'|[^'"<>])*>|<![a-z][^<>]*>/gi
/** Tags inside a sentence; all others stand between two. */
const INLINE = /^\/?(?:a|abbr|b|bdi|bdo|cite|code|del|em|font|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|u|var|wbr)$/i
const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}\d?));/gi
const ACCENT = /^([a-z])(acute|grave|circ|uml|tilde|cedil)$/i
const ACCENTS: Readonly<Record<string, string>> = { acute: "\u0301", grave: "\u0300", circ: "\u0302", uml: "\u0308", tilde: "\u0303", cedil: "\u0327" }
const NAMED: Readonly<Record<string, string>> = {
  amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " ", euro: "€", iexcl: "¡", iquest: "¿", ordf: "ª", ordm: "º",
  middot: "·", deg: "°", bull: "•", ndash: "–", mdash: "—", hellip: "…", laquo: "«", raquo: "»", lsquo: "‘", rsquo: "’",
  ldquo: "“", rdquo: "”", copy: "©", reg: "®", trade: "™", times: "×",
}

/** Again while there are any: what stood around a tag can be one. Each turn leaves less, so it ends. */
function withoutTags(html: string): string {
  const left = html.replace(MARKUP, (_all, _raw, tag?: string) => (tag !== undefined && INLINE.test(tag) ? "" : " "))
  return left === html ? html : withoutTags(left)
}

const letterOf = (code: number): string => (code <= 0x10ffff ? String.fromCodePoint(code) : "")

/** The entities that editors write; what is none of them stays as it stands. */
const withoutEntities = (html: string): string =>
  html.replace(ENTITY, (all, decimal?: string, hex?: string, name = "") => {
    if (decimal !== undefined) return letterOf(Number(decimal))
    if (hex !== undefined) return letterOf(Number.parseInt(hex, 16))
    const [, letter, accent = ""] = ACCENT.exec(name) ?? []
    return NAMED[name] ?? (letter === undefined ? all : `${letter}${ACCENTS[accent]}`)
  })

/** A description, which editors write in HTML, as {@link toText}: tags out, entities as the letters they stand for. */
export function toPlainText(html: string | null | undefined, most = MOST_LETTERS): string | null {
  // Twice, because markup that was escaped once more is markup too.
  return toText(withoutTags(withoutEntities(withoutTags((html ?? "").slice(0, LETTERS_LOOKED_AT)))), most)
}
