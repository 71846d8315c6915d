import fc from "fast-check"
import { MOST_LETTERS, toPlainText, toText } from "../text"

const FAMILY = "👨‍👩‍👧‍👦"
const graphemesOf = (text: string): string[] => [...new Intl.Segmenter("es", { granularity: "grapheme" }).segment(text)].map(({ segment }) => segment)

describe("toText", () => {
  it.each<[string, string | null | undefined, string | null]>([
    ["ordinal signs and the Catalan dot", "3º 1ª Carrer Paral·lel", "3º 1ª Carrer Paral·lel"],
    ["decomposed accents", "Garci\u0301a Nu\u0301n\u0303ez", "García Núñez"],
    ["emoji and Chinese", "Casa 🏠 中村", "Casa 🏠 中村"],
    ["a family that joiners hold together", FAMILY, FAMILY],
    ["blanks, line breaks and controls", "  Calle\t Mayor\r\n\u00001\u00a0B ", "Calle Mayor 1 B"],
    ["unseen letters", "\ufeffAna\u200b Gar\u00adcía\u202e", "Ana García"],
    ["half of an emoji", "Ana \ud83c", "Ana"],
    ["nothing but blanks", " \u0000\u200b\n", null],
    ["an empty text", "", null],
    ["none", null, null],
    ["an absent one", undefined, null],
  ])("%s", (_what, text, expected) => {
    expect(toText(text)).toBe(expected)
  })

  it.each([300, 2_001])("cuts a title of %i letters and says so", (length) => {
    const cut = toText("ñ".repeat(length))
    expect(cut).toBe(`${"ñ".repeat(254)}…`)
  })

  it("leaves a text of just the length alone, in code points and not in halves of them", () => {
    expect(toText("🏠".repeat(255))).toBe("🏠".repeat(255))
    expect(toText("🏠".repeat(256))).toBe(`${"🏠".repeat(254)}…`)
  })

  it("cuts no family apart, and no accent from its letter", () => {
    expect(toText(`${"x".repeat(250)}${FAMILY}${FAMILY}`)).toBe(`${"x".repeat(250)}…`)
    expect(toText(`${"x".repeat(253)}q\u0323\u0301${"y".repeat(9)}`)).toBe(`${"x".repeat(253)}…`)
  })

  it("is well formed, NFC, trimmed, short enough, whole in its graphemes, and stays as it is when done twice", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 600 }),
      fc.array(fc.constantFrom("a", " ", "\n", "e\u0301", FAMILY, "中", "ª", "\ud800", "\u200b", "🇪🇸", "\u0323", "…"), { maxLength: 400 }).map((parts) => parts.join(""))
    )
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: MOST_LETTERS }), (given, most) => {
        const said = toText(given, most)
        if (said === null) return
        expect(said).toBe(said.normalize("NFC"))
        expect(said).toBe(said.trim())
        expect(said).not.toMatch(/[\p{Cc}\p{Cs}]/u)
        expect([...said].length).toBeLessThanOrEqual(most)
        expect(toText(said, most)).toBe(said)
        const whole = toText(given, 100_000) ?? ""
        if (said !== whole && [...(graphemesOf(whole)[0] ?? "")].length < most) expect(whole.startsWith(said.slice(0, -1))).toBe(true)
      }),
      { numRuns: 400 }
    )
  })
})

describe("toPlainText", () => {
  it.each([
    ["<p>Camiseta de <b>algod&oacute;n</b>.</p><p>Lavar a 30&nbsp;&deg;C</p>", "Camiseta de algodón. Lavar a 30 °C"],
    ["Uno<br/>dos<br>tres", "Uno dos tres"],
    ['<a href="https://x.example/?a=1>2" title=\'>\'>ver</a> m&aacute;s', "ver más"],
    ["<style>p{color:red}</style><script>alert('<p>')</script>Hola<!-- oculto <b> -->", "Hola"],
    ["<ul><li>S&iacute;</li><li>No</li></ul>", "Sí No"],
    ["Ma&ntilde;ana &amp; ma&#241;ana &#xF1; &euro; &laquo;x&raquo;", "Mañana & mañana ñ € «x»"],
    ["&lt;p&gt;Escapado&lt;/p&gt;", "Escapado"],
    ["Talla < 38 y > 12, a<b", "Talla < 38 y > 12, a<b"],
    ["I <3 AT&T &unknown; &#99999999;", "I <3 AT&T &unknown; &#99999999;"],
    ["texto sin nada", "texto sin nada"],
  ])("%s", (html, expected) => {
    expect(toPlainText(html)).toBe(expected)
  })

  it("is null where nothing but markup stands", () => {
    expect([toPlainText("<p> </p>"), toPlainText("<img src=x>"), toPlainText(""), toPlainText(null)]).toEqual([null, null, null, null])
  })

  it("cuts what is read, not the markup", () => {
    expect(toPlainText(`<p class="${"c".repeat(300)}">${"ñ".repeat(300)}</p>`)).toBe(`${"ñ".repeat(254)}…`)
  })

  it("leaves no tag that comes together when another one goes", () => {
    expect(toPlainText("<b<b<p>-->&gt;")).toBeNull()
  })

  it("leaves no tag, whatever is written, and is quick with a description made to be slow", () => {
    const html = fc.array(fc.constantFrom("<p>", "</p>", "<b", ">", "<", "a", "&lt;", "&gt;", '"', "'", "<!--", "-->", "<script>", "ñ", " "), { maxLength: 80 })
    fc.assert(
      fc.property(html, (parts) => {
        expect(toPlainText(parts.join("")) ?? "").not.toMatch(/<\/?(?:p|b|script)\b[^<>"']*>/i)
      }),
      { numRuns: 500 }
    )
    expect(toPlainText("<a".repeat(200_000))).toHaveLength(255)
  })
})
