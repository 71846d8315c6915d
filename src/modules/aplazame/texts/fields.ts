import type { Language } from "./codes"

type Field = "email" | "first_name" | "last_name" | "phone" | "address_1" | "address_2" | "city" | "province" | "postal_code" | "country_code" | "other"

/** What a shopper types, as a sentence names it. */
const FIELDS: Record<Language, Record<Field, string>> = {
  es: {
    email: "el correo electrónico",
    first_name: "el nombre",
    last_name: "los apellidos",
    phone: "el teléfono",
    address_1: "la dirección",
    address_2: "el resto de la dirección",
    city: "la población",
    province: "la provincia",
    postal_code: "el código postal",
    country_code: "el país",
    other: "alguno de tus datos",
  },
  en: {
    email: "the e-mail address",
    first_name: "the first name",
    last_name: "the last name",
    phone: "the phone number",
    address_1: "the street",
    address_2: "the second line of the address",
    city: "the town",
    province: "the province",
    postal_code: "the postcode",
    country_code: "the country",
    other: "one of your details",
  },
  pt: {
    email: "o e-mail",
    first_name: "o nome",
    last_name: "o apelido",
    phone: "o telefone",
    address_1: "a morada",
    address_2: "o resto da morada",
    city: "a localidade",
    province: "o distrito",
    postal_code: "o código postal",
    country_code: "o país",
    other: "um dos seus dados",
  },
}

/** The words for a field of the cart (`shipping_address.phone`), whichever address it is of. */
export function fieldText(field: string | undefined, language: Language): string {
  const name = field?.split(".").at(-1)
  const words = FIELDS[language]
  return name !== undefined && name in words ? words[name as Field] : words.other
}
