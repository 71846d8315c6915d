import { provinceName } from "../provinces"

describe("provinceName", () => {
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
    ["ES", "Comunidad de Madrid", "28013", "Comunidad de Madrid"],
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
  ])("in %s, of %j at %j, is %j", (country, province, postcode, expected) => {
    expect(provinceName(country, province, postcode)).toBe(expected)
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
