import { toText } from "./text"

/**
 * One form for every phone number: digits, with a leading plus where it is international.
 *
 * No library does this here. libphonenumber-js is well kept (1.13.16, November 2026), but puts 10 MB into every store
 * (1.9 MB packed, its smallest bundle 178 kB) for a plugin of 310 kB. What it could add, whether a number exists at
 * its country's network, is Aplazame's to say, which sends to it. The field is optional: a number that can't be read
 * costs no sale.
 */

/** E.164 allows 15 digits; no country has numbers of fewer than 7 with their area. */
const DIGITS = { least: 7, most: 15 } as const

/** The countries that Aplazame finances in: the calling code, and what begins the nine digits of their numbers. */
const PLANS: readonly { country: string; code: string; national: RegExp }[] = [
  { country: "ES", code: "34", national: /^[6-9]\d{8}$/ },
  { country: "PT", code: "351", national: /^(?:2\d|3\d|7\d|8\d|9[1-36])\d{7}$/ },
]

/**
 * Digits and what people put between them, and the letter right behind. A slash or a comma begins another number. Digits right
 * behind one letter are an identity document's (`X1234567L`), behind a word they are not (`Tel616123456`).
 */
const NUMBER = /(?<!\p{Nd}|(?<!\p{L})\p{L})([+(]*\p{Nd}[\p{Nd}\s().\p{Pd}·]*)(\p{L}*)/gu

/** `12345678Z` is an identity document; `915123456x12` has an extension. */
const isDocument = (number: string, behind: string): boolean => /\d$/.test(number) && /^(?!x|ext)\p{L}/iu.test(behind)

/** Two numbers with a dash between them are not one, unlike the groups of one number. */
const BETWEEN_NUMBERS = /(?<=(?:\d[\s().·]*){7})\s+\p{Pd}+\s+(?=(?:[\s().·]*\d){7})/u

/**
 * The first phone number in a text, or undefined when there is none: `+34 616-123-456` and `0034616123456` are
 * `+34616123456`, `600.000.000` is `600000000`, "no tengo" is none, and neither is a `12345678Z`. Of two numbers it is the
 * first, and what follows a number, such as an extension, is none of it. Without its international code a number has to be
 * one of the country's own, where the country's are known: nobody could call it otherwise.
 *
 * @param country ISO 3166-1 alpha-2 code, by which a calling code without plus is seen.
 */
export function toPhone(text: string | null | undefined, country?: string): string | undefined {
  // NFKC: wide digits and superscripts of another keyboard are the digits they show.
  const runs = [...(toText(text) ?? "").normalize("NFKC").matchAll(NUMBER)].flatMap(([, number = "", behind = ""]) => (isDocument(number, behind) ? [] : [number]))
  const numbers = runs.flatMap((run) => run.split(BETWEEN_NUMBERS)).flatMap(beginnings)
  return numbers.map((number) => read(number, country?.toUpperCase())).find((number) => number !== undefined)
}

/** All of it, and then all that it begins with, group by group, the longest first. */
function beginnings(number: string): string[] {
  const ends = [...number.matchAll(/\d(?!\d)/g)].map(({ index }) => index + 1)
  return ends.reverse().map((end) => number.slice(0, end))
}

function read(number: string, country: string | undefined): string | undefined {
  const dialled = number.replace(/\(0\)/g, "").replace(/[^\d+]/g, "")
  const international = dialled.replace(/^00/, "+")
  const digits = international.replace(/\D/g, "")
  if (digits.length < DIGITS.least || digits.length > DIGITS.most || /^(\d)\1*$/.test(digits)) return undefined
  const own = PLANS.find((plan) => plan.country === country)
  const abroad = international.startsWith("+")
  const coded = PLANS.find((plan) => digits.startsWith(plan.code) && (abroad || plan === own))
  // Some forms put their own country's code before whatever is typed.
  const bare = coded && digits.replace(new RegExp(`^(?:${coded.code}|00${coded.code})+(?=\\d{9}$)`), "")
  if (coded && bare !== undefined && coded.national.test(bare) && bare !== digits) return `+${coded.code}${bare}`
  if (abroad) return coded ? undefined : `+${digits}`
  return own === undefined || own.national.test(digits) ? digits : undefined
}
