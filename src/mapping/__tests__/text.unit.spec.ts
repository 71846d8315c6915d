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

  const PICTURE = `data:image/png;base64,${"iVBORw0KGgo+/AAA".repeat(20_000)}==`
  it.each([
    ["in front of the words", `<p><img src="${PICTURE}" alt="Silla"></p><p>Silla de <b>roble</b></p>`, "Silla de roble"],
    ["between them", `<p>Silla</p><img src='${PICTURE}'/><p>de roble</p>`, "Silla de roble"],
    ["in a style", `<div style="background:url(${PICTURE})">Silla de roble</div>`, "Silla de roble"],
    ["in markup that was escaped", `&lt;img src=&quot;${PICTURE}&quot;&gt;Silla de roble`, "Silla de roble"],
    ["in Markdown", `![Silla](${PICTURE}) Silla de roble`, "Silla de roble"],
    ["as bare text", `Silla ${PICTURE} de roble`, "Silla de roble"],
    ["in lines", `Silla ${PICTURE.slice(0, 2_000).replace(/(.{76})/g, "$1\n")} de roble`, "Silla de roble"],
    ["whose tag somebody has cut off", `Silla de roble <img src="${PICTURE}`, "Silla de roble"],
  ])("leaves a long pasted picture out %s, and says what stands behind it", (_where, html, expected) => {
    expect(toPlainText(html)).toBe(expected)
  })

  it.each([
    ["a style sheet of an office program", `<!--[if gte mso 9]><xml>${"<o:x/>".repeat(9_000)}</xml><![endif]--><style>${"p{}".repeat(9_000)}</style><p>Silla<o:p></o:p></p>`, "Silla"],
    ["blanks", `${"&nbsp; <br>".repeat(9_000)}Silla`, "Silla"],
    ["a quote that is never closed", `<a href="x>Silla</a> de <b>roble</b>`, "Silla de roble"],
    ["an end of nothing", `</style>Silla</script>`, "Silla"],
    ["a declaration", `<!DOCTYPE html><?xml version="1.0"?><p>Silla</p>`, "Silla"],
  ])("reads on behind %s", (_what, html, expected) => {
    expect(toPlainText(html)).toBe(expected)
  })

  it.each([
    ["tags that do not end", "<a".repeat(300_000)],
    ["attributes that do not end", '<a x="'.repeat(100_000)],
    ["two kinds of quotes", `<a x="<a y='`.repeat(60_000)],
    ["quotes around tags", `<a x="<b>' y='<c>"`.repeat(40_000)],
    ["tags in tags", `${"<b".repeat(100_000)}${">".repeat(100_000)}`],
    ["comments", "<!--".repeat(200_000)],
    ["scripts", "<script>".repeat(100_000)],
    ["pictures", "data:a/a".repeat(100_000)],
    ["blanks behind a sign", `<a x=${" ".repeat(500_000)}`],
  ])("gets through half a megabyte of %s", (_what, html) => {
    expect([...(toPlainText(html) ?? "")].length).toBeLessThanOrEqual(255)
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
