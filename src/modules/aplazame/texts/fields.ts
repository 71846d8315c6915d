import type { Language } from "./codes"

type Field = "email" | "first_name" | "last_name" | "phone" | "address_1" | "address_2" | "city" | "province" | "postal_code" | "country_code"
/** Where the shopper has typed it. */
type Place = "shipping_address" | "billing_address" | "customer"

/** What a cart lacks as a whole. */
const WHOLES = ["shipping_methods", "items", "shipping_address", "billing_address"] as const
type Whole = (typeof WHOLES)[number]

type Words = {
  fields: Record<Field, string>
  /** A field with its place behind it. */
  of: Record<Place, string>
  /** One of them, nobody knows which. */
  any: string
  /** What the shopper does about a field, and about what is no field of a form. */
  enter: (field: string) => string
  correct: (field: string) => string
  rest: string
} & Record<Whole, string>

const WORDS: Record<Language, Words> = {
  es: {
    fields: {
      email: "el correo electrónico",
      first_name: "el nombre",
      last_name: "los apellidos",
      phone: "el teléfono",
      address_1: "la calle y el número",
      address_2: "el piso o los datos adicionales",
      city: "la población",
      province: "la provincia",
      postal_code: "el código postal",
      country_code: "el país",
    },
    of: { shipping_address: "de la dirección de envío", billing_address: "de la dirección de facturación", customer: "de tu cuenta" },
    any: "alguno de tus datos",
    enter: (field) => `indica ${field}`,
    correct: (field) => `corrige ${field}`,
    shipping_methods: "elige una forma de envío",
    items: "añade algún artículo al carrito",
    shipping_address: "indica la dirección de envío",
    billing_address: "indica la dirección de facturación",
    rest: "completa los datos del pedido o contacta con la tienda",
  },
  en: {
    fields: {
      email: "the e-mail address",
      first_name: "the first name",
      last_name: "the last name",
      phone: "the phone number",
      address_1: "the street and number",
      address_2: "the second line",
      city: "the town",
      province: "the province",
      postal_code: "the postcode",
      country_code: "the country",
    },
    of: { shipping_address: "in the shipping address", billing_address: "in the billing address", customer: "of your account" },
    any: "one of your details",
    enter: (field) => `enter ${field}`,
    correct: (field) => `correct ${field}`,
    shipping_methods: "choose how your order is sent",
    items: "put something into your cart",
    shipping_address: "enter the shipping address",
    billing_address: "enter the billing address",
    rest: "complete the details of your order, or contact the shop",
  },
  pt: {
    fields: {
      email: "o e-mail",
      first_name: "o nome",
      last_name: "o apelido",
      phone: "o telefone",
      address_1: "a rua e o número",
      address_2: "o andar ou os dados adicionais",
      city: "a localidade",
      province: "o distrito",
      postal_code: "o código postal",
      country_code: "o país",
    },
    of: { shipping_address: "da morada de envio", billing_address: "da morada de faturação", customer: "da sua conta" },
    any: "um dos seus dados",
    enter: (field) => `indique ${field}`,
    correct: (field) => `corrija ${field}`,
    shipping_methods: "escolha uma forma de envio",
    items: "adicione algum artigo ao carrinho",
    shipping_address: "indique a morada de envio",
    billing_address: "indique a morada de faturação",
    rest: "complete os dados da encomenda ou contacte a loja",
  },
}

/** A field of the shopper's forms in words, with the form that it is in; null for what is none. */
function named(field: string, { fields, of }: Words): string | null {
  const [place = "", name] = field.includes(".") ? field.split(".") : ["", field]
  if (name === undefined || !Object.hasOwn(fields, name)) return null
  const words = fields[name as Field]
  return Object.hasOwn(of, place) ? `${words} ${of[place as Place]}` : words
}

/** The words for a field of the cart: `shipping_address.phone` is "the phone number in the shipping address". */
export const fieldText = (field: string | undefined, language: Language): string => named(field ?? "", WORDS[language]) ?? WORDS[language].any

/**
 * What the shopper does about a field that the form must still ask for, or that is not right: "enter the town in the billing
 * address", "correct the postcode in the shipping address".
 */
export function taskText(field: string | undefined, problem: "missing" | "invalid", language: Language): string {
  const words = WORDS[language]
  const text = named(field ?? "", words)
  if (text !== null) return problem === "invalid" ? words.correct(text) : words.enter(text)
  return field !== undefined && isWhole(field) ? words[field] : words.rest
}

const isWhole = (field: string): field is Whole => WHOLES.some((one) => one === field)
