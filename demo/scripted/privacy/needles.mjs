import { ADDRESS, ADMIN, CUSTOMER, JWT_SECRET, KEYS } from "../../lib/settings.mjs"

/** A Spanish id that Aplazame's page accepts, and a card number. */
export const DNI = "12345678Z"
export const CARD = "4111111111111111"

/**
 * Everything of this run that no log, row or answer may hold.
 * @param {{ tokens: string[], emails: string[], databaseUrl: string }} run
 * @returns {{ what: string, text: string }[]}
 */
export function needlesOf({ tokens, emails, databaseUrl }) {
  const of = (what, ...texts) => texts.map((text) => ({ what, text }))
  const bare = (phone) => phone.replace(/^\+34/, "")
  return [
    ...of("private key", KEYS.private),
    ...of("key in an address", "access_token"),
    ...of("token", JWT_SECRET, ...tokens),
    ...of("password", ADMIN.password, CUSTOMER.password, new URL(databaseUrl).password),
    ...of("e-mail", CUSTOMER.email, ...emails),
    ...of("phone", ADDRESS.phone, bare(ADDRESS.phone), CUSTOMER.phone),
    ...of("address", ADDRESS.address_1, ADDRESS.address_2, ADDRESS.city, ADDRESS.postal_code),
    ...of("name", ADDRESS.first_name, ADDRESS.last_name),
    ...of("document number", DNI, DNI.slice(0, -1)),
    ...of("card number", CARD, CARD.replace(/(.{4})(?=.)/g, "$1 ")),
  ]
}
