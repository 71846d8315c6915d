/**
 * One form for every phone number: digits, with a leading plus where it is international.
 *
 * No library does this here. libphonenumber-js is well kept (1.13.16, November 2026), but puts 10 MB into every store
 * (1.9 MB packed, its smallest bundle 178 kB) for a plugin of 310 kB. What it could add, whether a number exists at
 * its country's network, is Aplazame's to say, which sends to it. The field is optional: a number that can't be read
 * costs no sale.
 */

/** E.164 allows 15 digits; no shop's country has numbers of fewer than 7 with their area. */
const DIGITS = { least: 7, most: 15 } as const

/** Calling codes of the countries that Aplazame finances in. National numbers have nine digits in both. */
const CALLING_CODES: Readonly<Record<string, string>> = { ES: "34", PT: "351" }

/** Digits and what people put between them. A slash or a comma begins another number. */
const NUMBER = /[+(]*\p{Nd}[\p{Nd}\s().\p{Pd}·]*/gu

/**
 * The first phone number in a text, or undefined when there is none: `+34 616-123-456` and `0034616123456` are
 * `+34616123456`, `600.000.000` is `600000000`, "no tengo" is none.
 *
 * @param country ISO 3166-1 alpha-2 code, by which a calling code without plus is seen.
 */
export function toPhone(text: string | null | undefined, country?: string): string | undefined {
  // NFKC: wide digits and superscripts of another keyboard are the digits they show.
  const numbers = (text ?? "").normalize("NFKC").match(NUMBER) ?? []
  return numbers.map((number) => read(number, country)).find((number) => number !== undefined)
}

function read(number: string, country: string | undefined): string | undefined {
  const dialled = number.replace(/\(0\)/g, "").replace(/[^\d+]/g, "")
  const international = dialled.replace(/^00/, "+")
  const digits = international.replace(/\D/g, "")
  if (digits.length < DIGITS.least || digits.length > DIGITS.most || /^(\d)\1*$/.test(digits)) return undefined
  const code = CALLING_CODES[country?.toUpperCase() ?? ""]
  const bare = code !== undefined && digits.length === code.length + 9 && digits.startsWith(code)
  return international.startsWith("+") || bare ? `+${digits}` : digits
}
