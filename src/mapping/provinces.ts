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

const COUNTRIES: Readonly<Record<string, { byCode: (code: string) => string | undefined; byPostcode: (postcode: string) => string | undefined }>> = {
  ES: { byCode: spanishByCode, byPostcode: spanishByPostcode },
  PT: { byCode: (code) => (/^\d+$/.test(code) ? PORTUGAL[Number(code)] : undefined), byPostcode: portugueseByPostcode },
}

/** `es-tf`, `ES-M`, `m`, `28`: one to three letters or two digits, with the country before them or not. No name is so short. */
const CODE = /^(?:([A-Z]{2})[-_ ])?([A-Z]{1,3}|\d{1,2})$/

/** Whether every address of the country has a province that {@link provinceName} knows by its postal code. */
export const hasProvinces = (country: string): boolean => country in COUNTRIES

/**
 * The province's name, from what the shopper or the shop wrote: a name stays as it is, a code becomes the name, and
 * nothing, or a code that is none, is looked up by the postal code. Null when all of that tells nothing. Of a country
 * without a table a code is seen by the country before it; a short text may be a name ("Ain").
 *
 * @param country ISO 3166-1 alpha-2 code in capitals.
 */
export function provinceName(country: string, province: string | null, postcode: string | null): string | null {
  const [, prefix, code] = CODE.exec(province?.toUpperCase() ?? "") ?? []
  const table = COUNTRIES[country]
  if (table === undefined) return prefix === undefined ? province : null
  if (province !== null && code === undefined) return province
  const named = code === undefined || (prefix !== undefined && prefix !== country) ? undefined : table.byCode(code)
  const bare = (postcode ?? "").toUpperCase().replace(/\s/g, "").replace(new RegExp(`^${country}-?`), "")
  return named ?? table.byPostcode(bare) ?? null
}
