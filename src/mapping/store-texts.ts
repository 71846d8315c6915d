/** What a store's own code says to Aplazame goes out as what we say: one form, cut, never blank. */
import type { Article, Customer } from "../aplazame/payloads"
import { toAplazameDate } from "./aplazame-date"
import { webAddress } from "./describe-article"
import { spokenLanguage } from "./language"
import { MappingError } from "./mapping-error"
import { toPhone } from "./phone"
import { toPlainText, toText } from "./text"

function required(text: string, field: string): string {
  const said = toText(text)
  if (said === null) throw new MappingError("text_missing", field, `${field} is blank`)
  return said
}

/** Only what is known: a text that is blank, or can't be read, counts as not given. */
const given = <Fields extends object>(fields: { [Name in keyof Fields]: Fields[Name] | null | undefined }): Partial<Fields> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined)) as Partial<Fields>

/**
 * An article of the store's, as ours are: a description is HTML, a link stands in for a missing picture.
 *
 * @param field of the article, for the error: `articles.0`.
 * @throws MappingError `text_missing` for a blank id or name, `url_invalid` for a link that is none or too long.
 */
export function storeArticle({ id, name, url, image_url, description, category, sku, ...figures }: Article, field: string): Article {
  const link = webAddress(url)
  if (link === null) throw new MappingError("url_invalid", `${field}.url`, `${field}.url is no address of the web, or too long`)
  return {
    ...figures,
    id: required(id, `${field}.id`),
    name: required(name, `${field}.name`),
    url: link,
    image_url: (image_url === undefined ? null : webAddress(image_url)) ?? link,
    ...given({ description: toPlainText(description), category: toText(category), sku: toText(sku) }),
  }
}

/** What the store says of the carriage. @throws MappingError `text_missing` for a blank name. */
export const storeShipping = <Shipping extends { name?: string | undefined }>({ name, ...rest }: Shipping) =>
  given({ ...rest, name: name === undefined ? undefined : required(name, "shipping.name") })

/** A day as it is written, whatever hour stands behind it; null for what is none. */
function dayOf(text: string | undefined): string | null {
  const day = /^\d{4}-\d{2}-\d{2}(?=$|T)/.exec(text?.trim() ?? "")?.[0]
  return day !== undefined && momentOf(day)?.startsWith(day) ? day : null
}

function momentOf(text: string | undefined): string | null {
  const moment = new Date(text ?? "")
  return Number.isNaN(moment.getTime()) ? null : toAplazameDate(moment)
}

/** What the store knows of the shopper. @param country of the address that is billed, for the phone. */
export const storeCustomer = ({ first_name, last_name, phone, birthday, language, date_joined, last_login, ...rest }: Partial<Customer>, country: string | undefined): Partial<Customer> =>
  given({
    ...rest,
    first_name: toText(first_name),
    last_name: toText(last_name),
    phone: toPhone(phone, country),
    birthday: dayOf(birthday),
    language: spokenLanguage(language),
    date_joined: momentOf(date_joined),
    last_login: momentOf(last_login),
  })

/** What the store adds to the meta section. */
export const storeMeta = <Value>(meta: Readonly<Record<string, Value>>) => given(Object.fromEntries(Object.entries(meta).map(([name, value]) => [name, typeof value === "string" ? toText(value) : value])))
