import { toText } from "./text"

/**
 * Provinces of Spain and districts of Portugal by code and by postal code, because Aplazame wants the name
 * (docs: Aplazame API, "address") and shops have a code, a name or nothing.
 *
 * Sources: codes and names are those of ISO 3166-2:ES and ISO 3166-2:PT, written as Medusa's own admin writes them
 * (the autonomous regions of Portugal by their Portuguese names). In Spain the first two digits of a postal code are
 * the province's number at INE ("Relación de provincias con sus códigos"). In Portugal they are not: the ranges are
 * drawn from CTT's list of postal codes, each four digits going to the district in which most of their places lie.
 */

/** By number at INE, 1 to 52: the ISO code and the name. */
const SPAIN: readonly (readonly [string, string])[] = [
  ["VI", "Álava"], ["AB", "Albacete"], ["A", "Alicante"], ["AL", "Almería"], ["AV", "Ávila"], ["BA", "Badajoz"],
  ["PM", "Illes Balears"], ["B", "Barcelona"], ["BU", "Burgos"], ["CC", "Cáceres"], ["CA", "Cádiz"], ["CS", "Castellón"],
  ["CR", "Ciudad Real"], ["CO", "Córdoba"], ["C", "A Coruña"], ["CU", "Cuenca"], ["GI", "Girona"], ["GR", "Granada"],
  ["GU", "Guadalajara"], ["SS", "Gipuzkoa"], ["H", "Huelva"], ["HU", "Huesca"], ["J", "Jaén"], ["LE", "León"],
  ["L", "Lleida"], ["LO", "La Rioja"], ["LU", "Lugo"], ["M", "Madrid"], ["MA", "Málaga"], ["MU", "Murcia"],
  ["NA", "Navarra"], ["OR", "Ourense"], ["O", "Asturias"], ["P", "Palencia"], ["GC", "Las Palmas"], ["PO", "Pontevedra"],
  ["SA", "Salamanca"], ["TF", "Santa Cruz de Tenerife"], ["S", "Cantabria"], ["SG", "Segovia"], ["SE", "Sevilla"], ["SO", "Soria"],
  ["T", "Tarragona"], ["TE", "Teruel"], ["TO", "Toledo"], ["V", "Valencia"], ["VA", "Valladolid"], ["BI", "Bizkaia"],
  ["ZA", "Zamora"], ["Z", "Zaragoza"], ["CE", "Ceuta"], ["ML", "Melilla"],
]

/** By ISO number, which is also that of Portugal's own statistics. */
const PORTUGAL: Readonly<Record<number, string>> = {
  1: "Aveiro", 2: "Beja", 3: "Braga", 4: "Bragança", 5: "Castelo Branco", 6: "Coimbra", 7: "Évora", 8: "Faro", 9: "Guarda",
  10: "Leiria", 11: "Lisboa", 12: "Portalegre", 13: "Porto", 14: "Santarém", 15: "Setúbal", 16: "Viana do Castelo",
  17: "Vila Real", 18: "Viseu", 20: "Açores", 30: "Madeira",
}

/** From these first four digits on, up to the next, the postal code is in that district. */
const PORTUGUESE_POSTCODES: readonly (readonly [from: number, district: number])[] = [
  [1000, 11], [2000, 14], [2050, 11], [2070, 14], [2400, 10], [2435, 14], [2440, 10], [2490, 14], [2499, 10], [2530, 11],
  [2540, 10], [2550, 11], [2800, 15], [3000, 6], [3050, 1], [3060, 6], [3100, 10], [3130, 6], [3240, 10], [3300, 6],
  [3430, 18], [3570, 9], [3600, 18], [3700, 1], [4000, 13], [4500, 1], [4510, 13], [4520, 1], [4560, 13], [4660, 18],
  [4700, 3], [4745, 13], [4750, 3], [4780, 13], [4800, 3], [4825, 13], [4830, 3], [4870, 17], [4890, 3], [4900, 16],
  [5000, 17], [5100, 18], [5140, 4], [5150, 9], [5160, 4], [5400, 17], [6000, 5], [6040, 12], [6060, 5], [6120, 14],
  [6150, 5], [6260, 9], [7000, 7], [7230, 2], [7240, 7], [7300, 12], [7490, 7], [7500, 15], [7600, 2], [8000, 8],
  [9000, 30], [9500, 20],
]

const spanishByNumber = (number: number): string | undefined => SPAIN[number - 1]?.[1]

function spanishByCode(code: string): string | undefined {
  return /^\d+$/.test(code) ? spanishByNumber(Number(code)) : SPAIN.find(([iso]) => iso === code)?.[1]
}

/** Of five digits; four are one whose leading zero a spreadsheet has eaten. */
function spanishByPostcode(postcode: string): string | undefined {
  const digits = /^\d{4,5}$/.exec(postcode)?.[0].padStart(5, "0")
  return digits === undefined ? undefined : spanishByNumber(Number(digits.slice(0, 2)))
}

function portugueseByPostcode(postcode: string): string | undefined {
  const four = Number(/^([1-9]\d{3})(?:-?\d{3})?$/.exec(postcode)?.[1] ?? "0")
  const district = PORTUGUESE_POSTCODES.filter(([from]) => from <= four).at(-1)?.[1]
  return district === undefined ? undefined : PORTUGAL[district]
}

type Table = {
  /** How people write the country. */
  names: RegExp
  byCode: (code: string) => string | undefined
  byPostcode: (postcode: string) => string | undefined
  all: readonly string[]
  /** Regions of several provinces, folded: which province it is, only the postal code knows. */
  regions: readonly string[]
}

const COUNTRIES: Readonly<Record<string, Table>> = {
  ES: {
    names: /^(?:ES|ESP|ESPAÑA|ESPANA|ESPANYA|ESPAINIA|SPAIN)$/i,
    byCode: spanishByCode,
    byPostcode: spanishByPostcode,
    all: SPAIN.map(([, name]) => name),
    regions: [
      "andalucia", "aragon", "canarias", "islas canarias", "castilla y leon", "castilla la mancha", "castilla leon", "cataluna", "catalunya", "catalonia",
      "comunidad valenciana", "comunitat valenciana", "pais valenciano", "extremadura", "galicia", "galiza", "pais vasco", "euskadi", "pais vasco euskadi",
    ],
  },
  PT: {
    names: /^(?:PT|PRT|PORTUGAL)$/i,
    byCode: (code) => (/^\d+$/.test(code) ? PORTUGAL[Number(code)] : undefined),
    byPostcode: portugueseByPostcode,
    all: Object.values(PORTUGAL),
    regions: ["norte", "centro", "alentejo", "algarve", "area metropolitana lisboa"],
  },
}

/** Whether every address of the country has a province that {@link provinceOf} knows by its postal code. */
export const hasProvinces = (country: string): boolean => country in COUNTRIES

/** A province to tell, and which part of the address it was known by. */
export type Province = { readonly name: string; readonly from: "province" | "postal_code" }

/** What people put around a province's name, and between it and its code. */
const BETWEEN = /[\s,;:/|()[\]._\p{Pd}]+/u

/** One to three letters, or one or two digits: no province's name is so short. */
const CODE = /^(?:[A-Z]{1,3}|\d{1,2})$/i

/** What forms have chosen for whoever chose nothing. */
const NO_CHOICE = /^(?:n\/?a|none|null|undefined|ningun[oa]?|nenhum[a]?|selec.*|escolh.*|elig[ea].*|choose.*|province|provincia|provincia estado|distrito|state|estado|otr[oa]s?|outr[oa]s?|other)$/

/** Kinds of regions before a name: "Comunidad de Madrid", "Región de Murcia", "Provincia de Jaén", "Distrito do Porto". */
const KIND =
  /^(?:(?:la|a) )?(?:provincia|prov|pcia|comunidad(?: autonoma| foral)?|comunitat|region|principado|ciudad(?: autonoma)?|diputacion(?: foral)?|territorio historico|distrito|regiao(?: autonoma)?)(?: (?:de|del|da|das|do|dos))? (.+)$/

/** In small letters, without accents, signs and blanks more than one. */
const folded = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().split(BETWEEN).filter(Boolean).join(" ")

/**
 * The province by its name, from what the shopper or the shop wrote, and by which of both fields it was known: a name
 * stays as it is, without the code, the country or the postal code that stood beside it; a code becomes the name; and what
 * is no province (a postal code, a region of several, nothing) is looked up by the postal code. Null when all of that tells
 * nothing: a code is never told. Of a country without a table, digits, one or two letters and what bears the country before
 * it are codes; a short text may be a name ("Ain").
 *
 * @param country ISO 3166-1 alpha-2 code in capitals.
 */
export function provinceOf(country: string, province: string | null, postcode: string | null): Province | null {
  const written = toText(province) ?? ""
  // NFKC: the wide letters and digits of another keyboard.
  const words = written.normalize("NFKC").split(BETWEEN).filter((word) => word !== "")
  const table = COUNTRIES[country]
  if (table === undefined) return nameElsewhere(country, written, words)
  const byPostcode = (text: string | null): string | undefined => table.byPostcode(barePostcode(country, text ?? ""))
  const name = nameIn(country, table, written, words)
  if (name !== undefined && !table.regions.includes(folded(name))) return { name, from: "province" }
  const code = name === undefined ? codeIn(country, table, words) : undefined
  if (code !== undefined) return { name: code, from: "province" }
  const looked = byPostcode(postcode)
  if (looked !== undefined) return { name: looked, from: "postal_code" }
  const typed = byPostcode(written) ?? name
  return typed === undefined ? null : { name: typed, from: "province" }
}

const barePostcode = (country: string, text: string): string => text.toUpperCase().replace(/[\s.]/g, "").replace(new RegExp(`^${country}-?`), "")

/** The name in a text: all of it, or what is left when everything beside it that is none is gone. */
function nameIn(country: string, table: Table, written: string, words: readonly string[]): string | undefined {
  const kept = words.filter((word) => !new RegExp(`^(?:${country})?\\d+$`, "i").test(word) && !table.names.test(word))
  const plain = kept.filter((word) => !isCodeOfRest(table, word, kept))
  if (NO_CHOICE.test(folded(written)) || plain.every((word) => CODE.test(word))) return undefined
  const left = plain.length === words.length ? written : plain.join(" ")
  if (known(table, left) !== undefined) return left
  const [, behind] = KIND.exec(folded(left)) ?? []
  return (behind === undefined ? undefined : known(table, behind)) ?? left
}

/** Folded, and without its article, of which there are two in Galicia: "La Coruña" and "A Coruña". */
const bareName = (text: string): string => folded(text).replace(/^(?:las?|el|a) (?=.)/, "")

const known = (table: Table, text: string): string | undefined => table.all.find((name) => bareName(name) === bareName(text))

/** The code of the very province that is written beside it: "M - Madrid", "Madrid (M)". The "A" of "Coruña (A)" is none. */
function isCodeOfRest(table: Table, word: string, words: readonly string[]): boolean {
  const name = CODE.test(word) && words.length > 1 ? table.byCode(word.toUpperCase()) : undefined
  return name !== undefined && folded(name) === folded(words.filter((other) => other !== word).join(" "))
}

/** A code alone, with the country before it or not: `es-tf`, `ES/M`, `ESM`, `m`, `28`. */
function codeIn(country: string, table: Table, words: readonly string[]): string | undefined {
  const [first = "", second] = words.length === 1 ? [words[0]?.toUpperCase()] : words.map((word) => word.toUpperCase())
  if (words.length > 2 || (second !== undefined && first !== country)) return undefined
  const code = second ?? first
  const joined = code.startsWith(country) ? code.slice(country.length) : ""
  if (CODE.test(code)) return table.byCode(code) ?? (joined === "" ? undefined : table.byCode(joined))
  return CODE.test(joined) ? table.byCode(joined) : undefined
}

function nameElsewhere(country: string, written: string, words: readonly string[]): Province | null {
  const rest = words[0]?.toUpperCase() === country && words.length > 1 ? words.slice(1) : words
  const isCode = rest.length === 0 || rest.every((word) => /^\d+$|^\p{L}{1,2}$/u.test(word)) || (rest !== words && rest.every((word) => CODE.test(word)))
  return isCode || NO_CHOICE.test(folded(written)) ? null : { name: rest === words ? written : rest.join(" "), from: "province" }
}
