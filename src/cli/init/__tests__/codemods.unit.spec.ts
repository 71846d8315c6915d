import * as morph from "ts-morph"
import { addCartWidget, addPaymentInfo, addPayButton, addProductWidget, wrapLayout, wrapPaymentOption, wrapSent, wrapThanks, type Codemod } from "../codemods/storefront"
import type { Outcome } from "../codemods/source"
import { wrapConfig } from "../codemods/wrap-config"

const textOf = (outcome: Outcome): string => {
  if (typeof outcome === "string") throw new Error(outcome)
  return outcome.text
}
/** What a second run makes of the outcome of the first. */
const again = (codemod: Codemod, name: string, outcome: Outcome): Outcome => codemod(morph, name, textOf(outcome))

describe("medusa-config", () => {
  it("gets withAplazame around defineConfig, and keeps the rest to the byte", () => {
    const before = `import { loadEnv, defineConfig } from '@medusajs/framework/utils'\n\nloadEnv(process.env.NODE_ENV || 'development', process.cwd())\n\nmodule.exports = defineConfig({\n  projectConfig: {   databaseUrl: process.env.DATABASE_URL },\n})\n`
    const after = wrapConfig(morph, "medusa-config.ts", before)
    expect(textOf(after)).toBe(
      `import { loadEnv, defineConfig } from '@medusajs/framework/utils'\nimport { withAplazame } from 'medusa-payment-aplazame/config'\n\nloadEnv(process.env.NODE_ENV || 'development', process.cwd())\n\nmodule.exports = withAplazame(defineConfig({\n  projectConfig: {   databaseUrl: process.env.DATABASE_URL },\n}), {\n  privateKey: process.env.APLAZAME_PRIVATE_KEY!,\n  publicKey: process.env.APLAZAME_PUBLIC_KEY!,\n  sandbox: process.env.APLAZAME_SANDBOX !== 'false',\n  apiBaseUrl: process.env.APLAZAME_API_BASE_URL || undefined, // an emulator; without it, Aplazame\n  backendUrl: process.env.MEDUSA_BACKEND_URL!, // as Aplazame can reach it\n  storefrontUrl: process.env.STOREFRONT_URL!,\n})\n`
    )
    expect(again(wrapConfig, "medusa-config.ts", after)).toBe("already")
  })

  it.each([
    ["export default", `import { defineConfig } from "@medusajs/framework/utils";\nexport default defineConfig({});\n`, `export default withAplazame(defineConfig({}), {\n  privateKey`],
    ["a variable", `import { defineConfig } from "@medusajs/framework/utils"\nconst config = defineConfig({})\nexport default config\n`, `export default withAplazame(config, {\n  privateKey`],
    ["a plain object", `import { something } from "./lib"\nmodule.exports = { projectConfig: something }\n`, `module.exports = withAplazame({ projectConfig: something }, {\n  privateKey`],
    ["export by another name", `import { defineConfig } from "@medusajs/framework/utils"\nconst config = defineConfig({})\nexport { config as default }\n`, `const config = withAplazame(defineConfig({}), {\n  privateKey`],
  ])("is found as %s", (_, before, part) => {
    expect(textOf(wrapConfig(morph, "medusa-config.ts", before))).toContain(part)
  })

  it("of CommonJS gets a require and no TypeScript", () => {
    const after = textOf(wrapConfig(morph, "medusa-config.js", `const { loadEnv, defineConfig } = require("@medusajs/framework/utils");\n\nmodule.exports = defineConfig({});\n`))
    expect(after).toContain(`utils");\nconst { withAplazame } = require("medusa-payment-aplazame/config");\n`)
    expect(after).toContain("privateKey: process.env.APLAZAME_PRIVATE_KEY,")
    expect(after).not.toContain("import ")
  })

  it.each([
    ["without a require", "module.exports = { projectConfig: {} }\n"],
    ["in strict mode", `"use strict"\nmodule.exports = { projectConfig: {} }\n`],
  ])("of CommonJS gets no import, which Node.js would refuse: %s", (_, before) => {
    const after = textOf(wrapConfig(morph, "medusa-config.js", before))
    expect(after).toContain(`const { withAplazame } = require("medusa-payment-aplazame/config")`)
    expect(after).not.toContain("import ")
    expect(after.startsWith(`"use strict"`)).toBe(before.startsWith(`"use strict"`))
  })

  it("of a module gets no require, whatever its comments say", () => {
    expect(textOf(wrapConfig(morph, "medusa-config.mjs", "// no require() here\nexport default {}\n"))).toContain(`import { withAplazame } from "medusa-payment-aplazame/config"`)
  })

  it.each([
    ["spread into another", `const base = defineConfig({})\nmodule.exports = { ...base, plugins: [] }\n`, "module.exports = withAplazame({ ...base, plugins: [] }, {"],
    ["spread into one with a name", `const all = { ...defineConfig({}), plugins: [] }\nmodule.exports = all\n`, "module.exports = withAplazame(all, {"],
    ["one of two", `module.exports = live ? defineConfig({}) : defineConfig({})\n`, "module.exports = withAplazame(live ? defineConfig({}) : defineConfig({}), {"],
    ["beside Vite's", `const admin = { vite: () => vite.defineConfig({}) }\nmodule.exports = defineConfig({ admin })\n`, "module.exports = withAplazame(defineConfig({ admin }), {"],
    ["with Vite's inside", `module.exports = defineConfig({ admin: { vite: () => vite.defineConfig({}) } })\n`, "module.exports = withAplazame(defineConfig({ admin: { vite: () => vite.defineConfig({}) } }), {"],
    ["made in parts", `const config = defineConfig({})\nconfig.plugins = []\nexport default config\n`, "export default withAplazame(config, {"],
  ])("keeps the plugin in what is exported: %s", (_, before, part) => {
    expect(textOf(wrapConfig(morph, "medusa-config.ts", `import { defineConfig } from "@medusajs/framework/utils"\n${before}`))).toContain(part)
  })

  it("that already has the plugin in its long form, or is no configuration, is left alone", () => {
    expect(wrapConfig(morph, "medusa-config.ts", `module.exports = defineConfig({ plugins: [{ resolve: "medusa-payment-aplazame" }] })`)).toBe("already")
    expect(wrapConfig(morph, "medusa-config.ts", "export const nothing = 1\n")).toBe("unexpected")
    expect(wrapConfig(morph, "medusa-config.js", "if (live) module.exports = one\nelse module.exports = other\n")).toBe("unexpected")
  })
})

describe("the shop's files", () => {
  const LAYOUT = `import { Metadata } from "next"\nimport "styles/globals.css"\n\nexport default function Layout(props: { children: React.ReactNode }) {\n  return (\n    <html lang="en">\n      <body>\n        <main className="page">{props.children}</main>\n      </body>\n    </html>\n  )\n}\n`
  const CONSTANTS = `import { CreditCard } from "@medusajs/icons"\nimport React from "react"\n\nexport const paymentInfoMap: Record<string, { title: string; icon: React.JSX.Element }> = {\n  pp_card: {\n    title: "Card",\n    icon: <CreditCard />,\n  },\n  // more\n}\n`
  const OPTION = `"use client"\nimport PaymentContainer, { Other } from "@modules/container"\n\nconst Payment = ({ cart, methods }) => (\n  <ul>\n    {methods.map((method) => (\n      <li key={method.id}>\n        {isCard(method.id) ? (\n          <Other id={method.id} />\n        ) : (\n          <PaymentContainer\n            info={info}\n            paymentProviderId={method.id}\n          />\n        )}\n      </li>\n    ))}\n  </ul>\n)\n`
  const BUTTON = `"use client"\n\nimport { isManual } from "@lib/constants"\n\nconst PaymentButton = ({ cart, "data-testid": dataTestId }) => {\n  const notReady = !cart.email\n  switch (true) {\n    case isManual(session?.provider_id):\n      return <Manual notReady={notReady} />\n    default:\n      return <Button disabled>Select</Button>\n  }\n}\n`
  const PRODUCT = `import ProductPrice from "../price"\n\nexport const Actions = ({ product, chosen }) => (\n  <div>\n    <ProductPrice product={product} variant={chosen} />\n    <button>Add</button>\n  </div>\n)\n`
  const SUMMARY = `import CartTotals from "@modules/totals"\n\nexport const Summary = ({ cart }) => (\n  <div>\n    <CartTotals totals={cart} />\n  </div>\n)\n`
  const THANKS = `import { Heading } from "@modules/ui"\n\nexport const Done = ({ order }) => (\n  <div>\n    <Heading\n      level="h1"\n    >\n      <span>Thank you!</span>\n    </Heading>\n    <Details order={order} />\n  </div>\n)\n`
  const SENT = `import { Text } from "@modules/ui"\n\nconst Details = ({ order }) => (\n  <div>\n    <Text>\n      We have sent the details to{" "}\n      <span>{order.email}</span>\n    </Text>\n    <Text>\n      Order number: {order.display_id}\n    </Text>\n  </div>\n)\n`
  const parts = (...names: string[]): string => `import { ${names.join(", ")} } from "medusa-payment-aplazame-storefront/nextjs"\n`

  it.each<[string, Codemod, string, string[]]>([
    ["the root layout", wrapLayout("@lib/data/aplazame"), LAYOUT, [
      `import "styles/globals.css"\nimport { leaveCart, newSession } from "@lib/data/aplazame"\n${parts("AplazameShop")}`,
      `<main className="page"><AplazameShop actions={{ leaveCart, newSession }}>{props.children}</AplazameShop></main>`,
    ]],
    ["the names of the payment methods", addPaymentInfo, CONSTANTS, [`    icon: <CreditCard />,\n  },\n  pp_aplazame_aplazame: {\n    title: "Aplazame",\n    icon: <CreditCard />,\n  },\n  // more\n`]],
    ["the payment option", wrapPaymentOption, OPTION, [
      parts("AplazameOption", "AplazameOptionLine"),
      `        ) : (\n          <AplazameOption provider={method.id} cart={cart}>\n            <PaymentContainer\n              info={info}\n              paymentProviderId={method.id}\n            >\n              <AplazameOptionLine provider={method.id} />\n            </PaymentContainer>\n          </AplazameOption>\n        )}`,
    ]],
    ["the pay button", addPayButton, BUTTON, [
      parts("AplazameButton", "isAplazame"),
      `    case isAplazame(session?.provider_id):\n      return <AplazameButton cart={cart} disabled={notReady} data-testid={dataTestId} />\n    default:\n`,
    ]],
    ["the product", addProductWidget, PRODUCT, [parts("AplazameProduct"), `variant={chosen} />\n    <AplazameProduct product={product} variant={chosen} />\n    <button>`]],
    ["the cart", addCartWidget, SUMMARY, [parts("AplazameCart"), `<CartTotals totals={cart} />\n    <AplazameCart cart={cart} />\n`]],
    ["the thanks for an order", wrapThanks, THANKS, [
      parts("AplazameOrder"),
      `    <AplazameOrder order={order}>\n      <Heading\n        level="h1"\n      >\n        <span>Thank you!</span>\n      </Heading>\n    </AplazameOrder>\n    <Details`,
    ]],
    ["the sentence that the confirmation was sent", wrapSent, SENT, [
      parts("AplazameOrder"),
      `    <AplazameOrder order={order} silent>\n      <Text>\n        We have sent the details to{" "}\n        <span>{order.email}</span>\n      </Text>\n    </AplazameOrder>\n    <Text>\n      Order number`,
    ]],
  ])("get their part once: %s", (_, codemod, before, expected) => {
    const after = codemod(morph, "file.tsx", before)
    for (const part of expected) expect(textOf(after)).toContain(part)
    expect(again(codemod, "file.tsx", after)).toBe("already")
    // every line that was there is still there, wherever it stands now
    const lines = textOf(after).split("\n").map((line) => line.trim())
    const gone = before.split("\n").map((line) => line.trim()).filter((line) => !lines.includes(line) && !textOf(after).includes(line.replace(/\/>$/, "").trim()))
    expect(gone.filter((line) => !line.includes("{props.children}"))).toEqual([])
  })

  it.each<[string, Codemod]>([
    ["layout", wrapLayout("@lib/data/aplazame")], ["constants", addPaymentInfo], ["option", wrapPaymentOption], ["button", addPayButton],
    ["product", addProductWidget], ["cart", addCartWidget], ["thanks", wrapThanks], ["sent", wrapSent],
  ])("that a shop has made anew are left alone: %s", (_, codemod) => {
    expect(codemod(morph, "file.tsx", "export const Other = () => <section />\n")).toBe("unexpected")
  })

  it("that have two places for what belongs around all pages are left alone: a part without the client stops its page", () => {
    const twice = `export default function Layout({ children }) {\n  if (plain) return <html><body>{children}</body></html>\n  return <html><body><main>{children}</main></body></html>\n}\n`
    expect(wrapLayout("../lib/aplazame")(morph, "layout.tsx", twice)).toBe("unexpected")
  })

  it("keep their way of writing imports", () => {
    const after = textOf(addCartWidget(morph, "file.tsx", `import A from 'a';\nexport const S = ({ cart }) => (\n  <CartTotals totals={cart} />\n);\n`))
    expect(after).toContain(`import A from 'a';\nimport { AplazameCart } from 'medusa-payment-aplazame-storefront/nextjs';\n`)
  })

  it("that import of the parts by hand get one import, not two", () => {
    const after = textOf(addCartWidget(morph, "file.tsx", `import { isAplazame } from "medusa-payment-aplazame-storefront/nextjs"\nexport const S = ({ cart }) => <CartTotals totals={cart} />\n`))
    expect(after).toContain(parts("isAplazame", "AplazameCart"))
  })
})
