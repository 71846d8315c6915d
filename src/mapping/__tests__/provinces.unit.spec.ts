import { provinceOf } from "../provinces"

const provinceName = (...given: Parameters<typeof provinceOf>): string | null => provinceOf(...given)?.name ?? null

describe("provinceOf", () => {
  it.each<[string, string | null, string | null, string | null]>([
    ["ES", "es-tf", "38001", "Santa Cruz de Tenerife"],
    ["ES", "ES-M", null, "Madrid"],
    ["ES", "m", null, "Madrid"],
    ["ES", "ES_GC", null, "Las Palmas"],
    ["ES", "28", null, "Madrid"],
    ["ES", null, "07001", "Illes Balears"],
    ["ES", null, "08001", "Barcelona"],
    ["ES", null, "8001", "Barcelona"],
    ["ES", null, "35001", "Las Palmas"],
    ["ES", null, "38001", "Santa Cruz de Tenerife"],
    ["ES", null, "51001", "Ceuta"],
    ["ES", null, "52001", "Melilla"],
    ["ES", null, "48001", "Bizkaia"],
    ["ES", null, "E-48001", null],
    ["ES", null, "ES-48001", "Bizkaia"],
    ["ES", null, "28 013", "Madrid"],
    // Codes of regions, of another country and of nothing are no provinces: the postal code knows better.
    ["ES", "ES-MD", "28013", "Madrid"],
    ["ES", "PT-11", "28013", "Madrid"],
    ["ES", "xx", "28013", "Madrid"],
    ["ES", "ES/M", "28013", "Madrid"],
    ["ES", "28013", "28013", "Madrid"],
    ["ES", "Comunidad de Madrid", "28013", "Madrid"],
    ["ES", "Castilla-La Mancha", "45001", "Toledo"],
    ["ES", "Castilla-La Mancha", null, "Castilla-La Mancha"],
    ["ES", "Comunidad Valenciana", "46001", "Valencia"],
    ["ES", null, "00000", null],
    ["ES", null, "53001", null],
    ["ES", null, "2801", "Albacete"],
    ["ES", "xx", null, null],
    ["PT", "PT-11", null, "Lisboa"],
    ["PT", "pt-20", null, "Açores"],
    ["PT", "1", null, "Aveiro"],
    ["PT", null, "1000-001", "Lisboa"],
    ["PT", null, "1350", "Lisboa"],
    ["PT", null, "2495-401", "Santarém"],
    ["PT", null, "4000123", "Porto"],
    ["PT", null, "4505", "Aveiro"],
    ["PT", null, "4745", "Porto"],
    ["PT", null, "7230-000", "Beja"],
    ["PT", null, "9000-018", "Madeira"],
    ["PT", null, "9700-049", "Açores"],
    ["PT", null, "0999", null],
    ["PT", null, "28013", null],
    ["FR", null, "75001", null],
    ["FR", "Paris", "75001", "Paris"],
    ["FR", "Ain", "01000", "Ain"],
    ["FR", "FR-75", "75001", null],
    ["FR", "FR - Paris", "75001", "Paris"],
    ["FR", "75001", "75001", null],
    ["IT", "RM", "00100", null],
  ])("in %s, of %j at %j, is %j", (country, province, postcode, expected) => {
    expect(provinceName(country, province, postcode)).toBe(expected)
  })

  it.each<[string, string, string | null, string]>([
    ["ES", "28013", "28013", "Madrid"],
    ["ES", "28013", null, "Madrid"],
    ["ES", "28.013", null, "Madrid"],
    ["ES", "08", "28013", "Barcelona"],
    ["ES", "ES/M", null, "Madrid"],
    ["ES", "ES.M", null, "Madrid"],
    ["ES", "ES – M", null, "Madrid"],
    ["ES", "(ES) M", null, "Madrid"],
    ["ES", "ESM", null, "Madrid"],
    ["ES", "ES28", null, "Madrid"],
    ["ES", "es", "28013", "Madrid"],
    ["ES", "ES - Madrid", "28013", "Madrid"],
    ["ES", "ES-M Madrid", "28013", "Madrid"],
    ["ES", "M - Madrid", "28013", "Madrid"],
    ["ES", "28 - Madrid", "28013", "Madrid"],
    ["ES", "28013 Madrid", "28013", "Madrid"],
    ["ES", "Madrid (28)", "28013", "Madrid"],
    ["ES", "Madrid (M)", "28013", "Madrid"],
    ["ES", "Madrid, España", "28013", "Madrid"],
    ["ES", "España", "28013", "Madrid"],
    ["ES", "Provincia de Jaén", "23001", "Jaén"],
    ["ES", "prov. Toledo", "45001", "Toledo"],
    ["ES", "Comunidad de Madrid", "28013", "Madrid"],
    ["ES", "Comunidad Autónoma de La Rioja", "26001", "La Rioja"],
    ["ES", "Región de Murcia", "30001", "Murcia"],
    ["ES", "Principado de Asturias", null, "Asturias"],
    ["ES", "Comunidad Foral de Navarra", null, "Navarra"],
    ["ES", "Ciudad Autónoma de Ceuta", null, "Ceuta"],
    ["ES", "ES - Andalucía", "41001", "Sevilla"],
    ["ES", "País Vasco", "48001", "Bizkaia"],
    ["ES", "-", "28013", "Madrid"],
    ["ES", "N/A", "28013", "Madrid"],
    ["ES", "-- Selecciona una provincia --", "28013", "Madrid"],
    // Names stay as they are, whatever stands in them.
    ["ES", "Ciudad Real", "13001", "Ciudad Real"],
    ["ES", "Coruña (A)", "15001", "Coruña (A)"],
    ["ES", "Palmas, Las", "35001", "Palmas, Las"],
    ["ES", "Alicante/Alacant", "03001", "Alicante/Alacant"],
    ["ES", "Vizcaya", "48001", "Vizcaya"],
    ["ES", "Gran Canaria", "35001", "Gran Canaria"],
    ["PT", "4000-123", "4000-123", "Porto"],
    ["PT", "PT/13", null, "Porto"],
    ["PT", "PT - Porto", null, "Porto"],
    ["PT", "Distrito do Porto", null, "Porto"],
    ["PT", "Região Autónoma da Madeira", null, "Madeira"],
    ["PT", "Algarve", "8000-001", "Faro"],
  ])("in %s, of what is typed as %j at %j, is %s and never a code", (country, province, postcode, expected) => {
    expect(provinceName(country, province, postcode)).toBe(expected)
  })

  it.each([
    ["Madrid", "28013", "province"],
    ["ES-M", "28013", "province"],
    [null, "28013", "postal_code"],
    ["Galicia", "15001", "postal_code"],
    ["28013", null, "province"],
  ])("says by which field %j at %j was known: the %s", (province, postcode, from) => {
    expect(provinceOf("ES", province, postcode)?.from).toBe(from)
  })

  it("knows all 52 of Spain by number and each by its code, and no two of one name", () => {
    const byNumber = Array.from({ length: 52 }, (_, index) => provinceName("ES", null, `${String(index + 1).padStart(2, "0")}001`))
    expect(byNumber).not.toContain(null)
    expect(new Set(byNumber).size).toBe(52)
    const codes = "VI AB A AL AV BA PM B BU CC CA CS CR CO C CU GI GR GU SS H HU J LE L LO LU M MA MU NA OR O P GC PO SA TF S SG SE SO T TE TO V VA BI ZA Z CE ML".split(" ")
    expect(codes.map((code) => provinceName("ES", `es-${code.toLowerCase()}`, null))).toEqual(byNumber)
  })

  it("knows a district for every Portuguese postal code", () => {
    const districts = Array.from({ length: 9_000 }, (_, index) => provinceName("PT", null, String(index + 1_000)))
    expect(districts).not.toContain(null)
    expect(new Set(districts).size).toBe(20)
  })
})
