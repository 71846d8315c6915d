/**
 * Why something of Medusa cannot be said to Aplazame. A closed list: callers turn a code into an answer.
 *
 * - `currency_not_supported`: Aplazame counts in hundredths, the currency does not
 * - `not_an_amount`: a value that should be a decimal number is not one
 * - `view_unreadable`: Medusa's answer lacks something we asked for
 * - `cart_empty`: nothing to sell
 * - `email_missing`, `address_missing`, `address_incomplete`: the shopper has not said enough yet
 * - `address_not_valid`: what the shopper has said is no such thing
 * - `total_not_payable`: the total is zero or below
 * - `url_invalid`: the shop's own address, or a link of a hook, is not an absolute http(s) one
 * - `text_missing`: a text that Aplazame wants, and that a hook of the store left blank
 * - `lines_do_not_add_up`: a fault of ours or of a hook of the store, caught before a wrong sum is sent
 */
export type MappingErrorCode =
  | "currency_not_supported"
  | "not_an_amount"
  | "view_unreadable"
  | "cart_empty"
  | "email_missing"
  | "address_missing"
  | "address_incomplete"
  | "address_not_valid"
  | "total_not_payable"
  | "url_invalid"
  | "text_missing"
  | "lines_do_not_add_up"

/**
 * The only error this folder throws. `field` is the path of what is wrong (`shipping_address.country_code`);
 * the message never holds a value of the shopper's, so it may be logged.
 */
export class MappingError extends Error {
  override readonly name = "MappingError"

  constructor(
    readonly code: MappingErrorCode,
    readonly field: string,
    message: string
  ) {
    super(message)
  }
}

/** Says whether an error is a {@link MappingError}. */
export function isMappingError(error: unknown): error is MappingError {
  return error instanceof MappingError
}
