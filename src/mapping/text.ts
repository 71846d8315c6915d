/** The one way in which a text of a shop or of a shopper goes to Aplazame: checkout, update of an order, history, articles. */

/**
 * Letters of a text at most, in code points as databases count them. The documents name no length for any field; the
 * only one that any source proves is 255, where PrestaShop's and Magento 2's plugins cut a description. So nothing
 * longer is ever sent. docs: Aplazame API, "articles"; Aplazame plugins.
 */
export const MOST_LETTERS = 255

/** An address of a page at most. Nothing is documented; longer ones are cut or refused by proxies and old browsers. */
export const MOST_LETTERS_OF_URL = 2_000

/** Of what a description says, its markup taken out, so much is looked at again: 255 letters are wanted. */
const LETTERS_LOOKED_AT = 5_000

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

/** Tags inside a sentence; all others stand between two. */
const INLINE = /^(?:a|abbr|b|bdi|bdo|cite|code|del|em|font|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|u|var|wbr)$/i
/** What begins like markup: a comment, a tag, a declaration. */
const OPENING = /<(?:!--|\/?([a-z][a-z0-9:-]*)\b|[!?][a-z[])/gi
/** Up to the next letter that matters within a tag: a value in quotes, its end, or another tag. */
const IN_TAG = /=\s*["']|[<>]/g
/** A picture or a font as text, which editors and Markdown put where it is to be seen. */
const DATA_URI =
  /(?:!\[[^\]\n]{0,200}\]\(\s*)?\bdata:[a-z]+\/[a-z0-9.+-][a-z0-9;=.+-]*,[^\s"'<>()]*(?:(?:\s+[a-z0-9+/=]{60,})+(?:\s+(?=[a-z]*[\d+/=])[a-z0-9+/=]{20,})?)?\)?/gi

type Piece = { readonly end: number; readonly gap: string }

/**
 * A text without what stands in tags, in one walk over it, however long it is. A tag that never ends is one where it has an
 * attribute, as a description that somebody cut has it; else its sign is one of the sentence ("a<b").
 */
function withoutTags(html: string): string {
  const last = { ">": html.lastIndexOf(">"), '"': html.lastIndexOf('"'), "'": html.lastIndexOf("'") }
  let text = ""
  let at = 0
  OPENING.lastIndex = 0
  for (let found = OPENING.exec(html); found !== null; found = OPENING.exec(html)) {
    const piece = pieceAt(html, found, last)
    if (piece === null) continue
    text += html.slice(at, found.index) + piece.gap
    at = OPENING.lastIndex = piece.end
  }
  return text + html.slice(at)
}

function pieceAt(html: string, { 0: sign, 1: name, index }: RegExpExecArray, last: Readonly<Record<">" | '"' | "'", number>>): Piece | null {
  const begin = index + sign.length
  if (sign === "<!--") return { end: endOf(html, "-->", begin), gap: " " }
  const tag = endOfTag(html, begin, last)
  if (tag === null) return null
  if (/^<(?:script|style)$/i.test(sign)) return { end: endOfRaw(html, sign.slice(1), tag), gap: " " }
  return { end: tag, gap: INLINE.test(name ?? "") ? "" : " " }
}

const endOf = (html: string, sign: string, from: number): number => {
  const at = html.indexOf(sign, from)
  return at < 0 ? html.length : at + sign.length
}

/** What a script or a style says is for no reader. */
function endOfRaw(html: string, name: string, from: number): number {
  const closing = new RegExp(`</${name}\\s*>`, "gi")
  closing.lastIndex = from
  return closing.exec(html) === null ? html.length : closing.lastIndex
}

/** Where a tag ends; null where it is none. A quote that is never closed is a letter like others. */
function endOfTag(html: string, begin: number, last: Readonly<Record<">" | '"' | "'", number>>): number | null {
  let hasAttribute = false
  IN_TAG.lastIndex = begin
  for (let found = IN_TAG.exec(html); found !== null; found = IN_TAG.exec(html)) {
    const [sign] = found
    if (sign === ">") return IN_TAG.lastIndex
    if (sign === "<") return hasAttribute ? found.index : null
    hasAttribute = true
    const quote = sign.endsWith("'") ? "'" : '"'
    if (last[quote] >= IN_TAG.lastIndex) IN_TAG.lastIndex = html.indexOf(quote, IN_TAG.lastIndex) + 1
    // The half of a value has no end, unless a tag ends behind it.
    else if (last[">"] < IN_TAG.lastIndex) return html.length
  }
  return hasAttribute ? html.length : null
}

const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}\d?));/gi
const ACCENT = /^([a-z])(acute|grave|circ|uml|tilde|cedil)$/i
const ACCENTS: Readonly<Record<string, string>> = { acute: "\u0301", grave: "\u0300", circ: "\u0302", uml: "\u0308", tilde: "\u0303", cedil: "\u0327" }
const NAMED: Readonly<Record<string, string>> = {
  amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " ", euro: "€", iexcl: "¡", iquest: "¿", ordf: "ª", ordm: "º",
  middot: "·", deg: "°", bull: "•", ndash: "–", mdash: "—", hellip: "…", laquo: "«", raquo: "»", lsquo: "‘", rsquo: "’",
  ldquo: "“", rdquo: "”", copy: "©", reg: "®", trade: "™", times: "×",
}

const letterOf = (code: number): string => (code <= 0x10ffff ? String.fromCodePoint(code) : "")

/** The entities that editors write; what is none of them stays as it stands. */
const withoutEntities = (html: string): string =>
  html.replace(ENTITY, (all, decimal?: string, hex?: string, name: string = "") => {
    if (decimal !== undefined) return letterOf(Number(decimal))
    if (hex !== undefined) return letterOf(Number.parseInt(hex, 16))
    const [, letter, accent = ""] = ACCENT.exec(name) ?? []
    return NAMED[name] ?? (letter === undefined ? all : `${letter}${ACCENTS[accent]}`)
  })

/** Again while there are any: what stood around a tag can be one. Each turn leaves less, so it ends. */
function withoutAnyTag(text: string): string {
  const left = withoutTags(text)
  return left === text ? text : withoutAnyTag(left)
}

/**
 * A description, which editors write in HTML, as {@link toText}: tags out, entities as the letters they stand for, pictures
 * that are pasted as text left out. Only then is it cut: a tag can be longer than everything that is said.
 */
export function toPlainText(html: string | null | undefined, most = MOST_LETTERS): string | null {
  // Twice, because markup that was escaped once more is markup too.
  const said = withoutTags(withoutEntities(withoutTags(html ?? ""))).replace(DATA_URI, " ").replace(BLANKS, " ")
  return toText(withoutAnyTag(said.slice(0, LETTERS_LOOKED_AT)), most)
}
