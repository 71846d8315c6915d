import type { JsxElement, JsxOpeningElement, JsxSelfClosingElement, SourceFile } from "ts-morph"
import { addImport, indentOf, parse, replace, styleOf, wrapped, type Morph, type Outcome } from "./source"

/** The module that a shop's files import the parts from. */
export const PARTS = "medusa-payment-aplazame-storefront/nextjs"

/** An edit of one file of the shop. */
export type Codemod = (morph: Morph, name: string, text: string) => Outcome

/** Makes a codemod of an edit, which says whether it found its place. A file that has the part already is left alone. */
const codemod = (part: string, edit: (morph: Morph, file: SourceFile) => boolean): Codemod => (morph, name, text) => {
  if (new RegExp(`\\b${part}\\b`).test(text)) return "already"
  const file = parse(morph, name, text)
  return edit(morph, file) ? { text: file.getFullText() } : "unexpected"
}

type Tag = JsxOpeningElement | JsxSelfClosingElement

/** The text between the braces, or quotes, of an attribute. */
function attribute(tag: Tag, name: string): string | undefined {
  const text = tag.getAttribute(name)?.getText()
  return text === undefined ? undefined : /^[^=]+=\{([\s\S]*)\}$/.exec(text)?.[1]?.trim() ?? /^[^=]+=(["'][\s\S]*["'])$/.exec(text)?.[1]
}

const selfClosing = (morph: Morph, file: SourceFile, name: string): JsxSelfClosingElement[] =>
  file.getDescendantsOfKind(morph.SyntaxKind.JsxSelfClosingElement).filter((one) => one.getTagNameNode().getText() === name)
const elements = (morph: Morph, file: SourceFile, name: string): JsxElement[] =>
  file.getDescendantsOfKind(morph.SyntaxKind.JsxElement).filter((one) => one.getOpeningElement().getTagNameNode().getText() === name)

/** Puts a line of JSX below an element. */
const below = (element: JsxSelfClosingElement, line: string): void => replace(element, `${element.getText()}\n${indentOf(element)}${line}`)

/** The root layout: the parts' client, and the way back to a payment that was finished while the shop was closed. @param pages those of the shop that are not the starter's */
export const wrapLayout = (actionsModule: string, pages: Readonly<Record<string, string>> = {}): Codemod =>
  codemod("AplazameShop", (morph, file) => {
    const [children, other] = file.getDescendantsOfKind(morph.SyntaxKind.JsxExpression).filter((one) => /^(props\.)?children$/.test(one.getExpression()?.getText() ?? "") && one.getFirstAncestorByKind(morph.SyntaxKind.JsxElement))
    if (!children || other) return false
    const told = Object.entries(pages).map(([page, address]) => `${page}: "${address}"`)
    const elsewhere = told.length > 0 ? ` pages={{ ${told.join(", ")} }}` : ""
    replace(children, wrapped(children, `<AplazameShop actions={{ leaveCart, newSession }}${elsewhere}>`, "</AplazameShop>"))
    addImport(file, actionsModule, ["leaveCart", "newSession"])
    addImport(file, PARTS, ["AplazameShop"])
    return true
  })

/** The name and icon of the payment method; the starter's pages read them for every payment. */
export const addPaymentInfo: Codemod = codemod("pp_aplazame_aplazame", (morph, file) => {
  const map = file.getVariableDeclaration("paymentInfoMap")?.getInitializerIfKind(morph.SyntaxKind.ObjectLiteralExpression)
  const icon = /\bicon:\s*(<[^>]*\/>)/.exec(map?.getProperties().at(0)?.getText() ?? "")?.[1]
  const last = map?.getProperties().at(-1)
  if (!map || !last || !icon) return false
  const indent = indentOf(last)
  const entry = ["pp_aplazame_aplazame: {", `  title: "Aplazame",`, `  icon: ${icon},`, "}"].join(`\n${indent}`)
  file.insertText(last.getEnd(), `,\n${indent}${entry}`)
  return true
})

/** The option in the checkout: shown where Aplazame can pay, with a line on the ways to pay. */
export const wrapPaymentOption: Codemod = codemod("AplazameOption", (morph, file) => {
  const option = selfClosing(morph, file, "PaymentContainer").find((one) => attribute(one, "paymentProviderId") !== undefined)
  const provider = option && attribute(option, "paymentProviderId")
  if (!option || !provider) return false
  const indent = indentOf(option)
  const opened = option.getText().replaceAll(/\n(?=.)/g, "\n  ").replace(/\s*\/>$/, option.getText().includes("\n") ? `\n${indent}  >` : ">")
  replace(
    option,
    [`<AplazameOption provider={${provider}} cart={cart}>`, `  ${opened}`, `    <AplazameOptionLine provider={${provider}} />`, "  </PaymentContainer>", "</AplazameOption>"].join(`\n${indent}`)
  )
  addImport(file, PARTS, ["AplazameOption", "AplazameOptionLine"])
  return true
})

/** The button that pays, beside those of the other providers. */
export const addPayButton: Codemod = codemod("AplazameButton", (morph, file) => {
  const clause = file.getDescendantsOfKind(morph.SyntaxKind.CaseClause).find((one) => /^is\w+\(/.test(one.getExpression().getText()))
  const asked = clause?.getExpressionIfKind(morph.SyntaxKind.CallExpression)?.getArguments()[0]?.getText()
  const ends = clause?.getParent().getClauses().at(-1)
  const names = file.getDescendantsOfKind(morph.SyntaxKind.Identifier).map((one) => one.getText())
  if (!asked || !ends || !names.includes("cart") || !names.includes("notReady")) return false
  const indent = indentOf(ends)
  const testId = names.includes("dataTestId") ? " data-testid={dataTestId}" : ""
  const { semi } = styleOf(file)
  file.insertText(ends.getStart(), `case isAplazame(${asked}):\n${indent}  return <AplazameButton cart={cart} disabled={notReady}${testId} />${semi}\n${indent}`)
  addImport(file, PARTS, ["AplazameButton", "isAplazame"])
  return true
})

/** The instalments below a product's price. */
export const addProductWidget: Codemod = codemod("AplazameProduct", (morph, file) => {
  const price = selfClosing(morph, file, "ProductPrice")[0]
  const product = price && attribute(price, "product")
  if (!price || !product) return false
  const variant = attribute(price, "variant")
  below(price, `<AplazameProduct product={${product}}${variant ? ` variant={${variant}}` : ""} />`)
  addImport(file, PARTS, ["AplazameProduct"])
  return true
})

/** The instalments below a cart's totals. */
export const addCartWidget: Codemod = codemod("AplazameCart", (morph, file) => {
  const totals = selfClosing(morph, file, "CartTotals")[0]
  const cart = totals && attribute(totals, "totals")
  if (!totals || !cart) return false
  below(totals, `<AplazameCart cart={${cart}} />`)
  addImport(file, PARTS, ["AplazameCart"])
  return true
})

/** The sentence that the confirmation was sent, which is true of a paid order only. */
export const wrapSent: Codemod = codemod("AplazameOrder", (morph, file) => {
  const sent = [...elements(morph, file, "Text"), ...elements(morph, file, "p")].find((one) => /\{order\.email\}/.test(one.getText()))
  if (!sent) return false
  replace(sent, wrapped(sent, "<AplazameOrder order={order} silent>", "</AplazameOrder>"))
  addImport(file, PARTS, ["AplazameOrder"])
  return true
})

/** The thanks of a placed order, which are due only when it is paid. */
export const wrapThanks: Codemod = codemod("AplazameOrder", (morph, file) => {
  const thanks = elements(morph, file, "Heading").find((one) => /^["']h1["']$/.test(attribute(one.getOpeningElement(), "level") ?? "")) ?? elements(morph, file, "h1")[0]
  const order = /\border\b/.test(file.getText())
  if (!thanks || !order) return false
  replace(thanks, wrapped(thanks, "<AplazameOrder order={order}>", "</AplazameOrder>"))
  addImport(file, PARTS, ["AplazameOrder"])
  return true
})
