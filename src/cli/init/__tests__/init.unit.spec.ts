import fs, { existsSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import path from "node:path"
import { DEMO_PRIVATE_KEY } from "../../../emulator/demo-keys"
import { readCommand } from "../../read-command"
import { readInitArgs } from "../args"
import { childEnv } from "../child-env"
import { packagesFor } from "../managers"
import { surveyProject } from "../project"
import { RECORD } from "../record"
import { temporaryProject } from "./temporary-project"
import { TOOLS } from "../tools"

const SHOP = "apps/shop/src"
/** A project shaped as Medusa's starter is, a few lines of each file. */
const STARTER: Record<string, string> = {
  "package.json": '{ "name": "root", "packageManager": "pnpm@10.11.1" }\n',
  "pnpm-workspace.yaml": "packages:\n  - apps/**\n",
  "apps/store/package.json": '{\n  "name": "store",\n  "dependencies": {\n    "@medusajs/medusa": "2.21.2"\n  }\n}\n',
  "apps/store/medusa-config.ts": 'import { defineConfig } from "@medusajs/framework/utils"\n\nmodule.exports = defineConfig({})\n',
  "apps/store/.env.template": "JWT_SECRET=supersecret\nDATABASE_URL=\n",
  "apps/shop/package.json": '{\n  "name": "shop",\n  "scripts": {\n    "dev": "next dev -p 8000"\n  },\n  "dependencies": {\n    "next": "15.5.21"\n  }\n}\n',
  [`${SHOP}/app/layout.tsx`]: 'import "a.css"\n\nexport default function Layout(props) {\n  return <body>{props.children}</body>\n}\n',
  [`${SHOP}/app/[countryCode]/(checkout)/checkout/page.tsx`]: "export default function Checkout() {}\n",
  [`${SHOP}/app/[countryCode]/(main)/cart/page.tsx`]: "export default function Cart() {}\n",
  [`${SHOP}/lib/data/cart.ts`]: "export async function initiatePaymentSession() {}\nexport async function retrieveCart(cartId?: string) {}\n",
  [`${SHOP}/lib/data/cookies.ts`]: "export const getAuthHeaders = 1\nexport const getCacheTag = 1\nexport const getCartId = 1\nexport const removeCartId = async () => {}\n",
  [`${SHOP}/lib/constants.tsx`]: 'import { Card } from "i"\nexport const paymentInfoMap = {\n  pp_a: { title: "A", icon: <Card /> },\n}\n',
  [`${SHOP}/modules/checkout/components/payment/index.tsx`]: 'import P from "p"\nexport const O = ({ cart, id }) => <P><PaymentContainer paymentProviderId={id} /></P>\n',
  [`${SHOP}/modules/checkout/components/payment-button/index.tsx`]: 'import B from "b"\nexport const F = ({ cart, notReady, id }) => {\n  switch (true) {\n    case isManual(id):\n      return <B />\n    default:\n      return null\n  }\n}\n',
  [`${SHOP}/modules/products/components/product-actions/index.tsx`]: 'import P from "p"\nexport const A = ({ product }) => (\n  <div>\n    <ProductPrice product={product} />\n  </div>\n)\n',
  [`${SHOP}/modules/cart/templates/summary.tsx`]: 'import T from "t"\nexport const S = ({ cart }) => (\n  <div>\n    <CartTotals totals={cart} />\n  </div>\n)\n',
  [`${SHOP}/modules/order/templates/order-completed-template.tsx`]: 'import H from "h"\nexport const D = ({ order }) => (\n  <div>\n    <Heading level="h1">Thanks</Heading>\n  </div>\n)\n',
  [`${SHOP}/modules/order/components/order-details/index.tsx`]: 'import T from "t"\nexport const E = ({ order }) => (\n  <div>\n    <Text>Sent to {order.email}</Text>\n  </div>\n)\n',
}

const { project, write, read, init } = temporaryProject()
const snapshot = (): Record<string, string> => Object.fromEntries(Object.keys(STARTER).map((file) => [file, read(file)]))

describe("init", () => {
  it("puts the plugin, its variables and the parts into a project of Medusa's starter, and a second time changes nothing", async () => {
    write(STARTER)
    expect(await init("--demo", "--yes")).toBe(0)
    expect(JSON.parse(read("apps/store/package.json"))).toMatchObject({ dependencies: { "medusa-payment-aplazame": "^1.2.3" }, devDependencies: { express: expect.any(String), "sql.js": expect.any(String), typeorm: expect.any(String) }, scripts: { "aplazame:emulator": "medusa-payment-aplazame emulator" } })
    expect(JSON.parse(read("apps/shop/package.json")).dependencies).toEqual({ "medusa-payment-aplazame-storefront": "^1.2.3", next: "15.5.21" })
    expect(read("apps/store/medusa-config.ts")).toContain("withAplazame(defineConfig({})")
    for (const file of [".env", ".env.template"]) {
      expect(read(`apps/store/${file}`)).toContain("JWT_SECRET=supersecret\nDATABASE_URL=\n")
      for (const variable of [`APLAZAME_PRIVATE_KEY=${DEMO_PRIVATE_KEY}`, "APLAZAME_API_BASE_URL=http://localhost:4010", "STOREFRONT_URL=http://localhost:8000"]) expect(read(`apps/store/${file}`)).toContain(`\n${variable}\n`)
    }
    for (const file of Object.keys(STARTER).filter((one) => one.endsWith(".tsx") && !one.endsWith("/page.tsx"))) expect({ file, has: /[Aa]plazame/.test(read(file)) }).toEqual({ file, has: true })
    expect(read(`${SHOP}/lib/data/aplazame.ts`)).toContain('"use server"')
    expect(existsSync(path.join(project.root, SHOP, "app/[countryCode]/(checkout)/checkout/aplazame/[how]/page.tsx"))).toBe(true)
    expect(read(`${SHOP}/app/[countryCode]/(main)/payment-collection/[id]/page.tsx`)).toContain("<AplazameLinkPage />")

    const first = snapshot()
    project.said = ""
    expect(await init("--demo", "--yes")).toBe(0)
    expect(project.said).toContain("Nothing to change.")
    expect(snapshot()).toEqual(first)
  })

  it("leads on to a shop that starts, and to a country that Aplazame pays in: the starter's shop needs a key, and opens in Denmark", async () => {
    write({ ...STARTER, "apps/shop/.env.template": "NEXT_PUBLIC_MEDUSA_PUBLISHABLE_KEY=\nNEXT_PUBLIC_DEFAULT_REGION=dk\n" })
    await init("--demo", "--yes")
    expect(project.said).toContain("in apps/shop: copy .env.template to .env.local and set NEXT_PUBLIC_MEDUSA_PUBLISHABLE_KEY in it (from the admin, Settings → Publishable API Keys), then pnpm dev, then open http://localhost:8000/es\n")
  })

  it.each(["NEXT_PUBLIC_MEDUSA_PUBLISHABLE_KEY=pk_1\n", 'NEXT_PUBLIC_MEDUSA_PUBLISHABLE_KEY="pk_1"\n'])("asks for no key that the shop has: %j", async (text) => {
    write({ ...STARTER, "apps/shop/.env.template": "NEXT_PUBLIC_MEDUSA_PUBLISHABLE_KEY=\n", "apps/shop/.env.local": text })
    await init("--yes")
    expect(project.said).toContain("in apps/shop: pnpm dev, then open http://localhost:8000/es\n")
  })

  it("asks for the key alone where the shop has its file of variables already", async () => {
    write({ ...STARTER, "apps/shop/.env.template": "NEXT_PUBLIC_MEDUSA_PUBLISHABLE_KEY=\n", "apps/shop/.env.local": "NEXT_PUBLIC_MEDUSA_PUBLISHABLE_KEY=\n" })
    await init("--yes")
    expect(project.said).toContain("in apps/shop: set NEXT_PUBLIC_MEDUSA_PUBLISHABLE_KEY in .env.local (from the admin, Settings → Publishable API Keys), then pnpm dev")
  })

  it("takes all of it back, in files that have changed elsewhere too", async () => {
    write(STARTER)
    await init("--demo", "--yes")
    const layout = `${SHOP}/app/layout.tsx`
    writeFileSync(path.join(project.root, layout), `// ours\n${read(layout)}`)
    writeFileSync(path.join(project.root, "apps/store/.env"), `${read("apps/store/.env")}OTHER=1\n`)
    expect(await init("--undo", "--yes")).toBe(0)
    for (const [file, text] of Object.entries(STARTER)) {
      if (file.endsWith("package.json")) expect(JSON.parse(read(file))).toEqual(JSON.parse(text))
      else expect(read(file)).toBe(file === layout ? `// ours\n${text}` : text)
    }
    expect(read("apps/store/.env")).toBe("JWT_SECRET=supersecret\nDATABASE_URL=\n\nOTHER=1\n")
    for (const file of [RECORD, `${SHOP}/lib/data/aplazame.ts`]) expect(existsSync(path.join(project.root, file))).toBe(false)
    expect(await init("--undo", "--yes")).toBe(0)
  })

  it("takes back two runs as it takes back one", async () => {
    write(STARTER)
    await init("--yes")
    await init("--demo", "--yes")
    expect(await init("--undo", "--yes")).toBe(0)
    expect(read("apps/store/.env.template")).toBe(STARTER["apps/store/.env.template"])
    expect(existsSync(path.join(project.root, "apps/store/.env"))).toBe(false)
  })

  it("writes the line ends of Windows where a file has them, and takes them back", async () => {
    const windows = Object.fromEntries(Object.entries(STARTER).map(([file, text]) => [file, text.replaceAll("\n", "\r\n")]))
    write(windows)
    await init("--demo", "--yes")
    for (const file of Object.keys(STARTER)) expect({ file, mixed: /[^\r]\n/.test(read(file)) }).toEqual({ file, mixed: false })
    expect(await init("--undo", "--yes")).toBe(0)
    expect(snapshot()).toEqual(windows)
  })

  it("goes on where a file can't be written, says so, and takes the others back", async () => {
    write({ ...STARTER, [`${SHOP}/app/api`]: "a file in the way\n" })
    expect(await init("--yes")).toBe(1)
    expect(project.said).toContain(`! ${SHOP}/app/api/aplazame/route.ts: it could not be written (ENOTDIR). By hand: the change above`)
    expect(read(`${SHOP}/app/layout.tsx`)).toContain("AplazameShop")
    expect(await init("--undo", "--yes")).toBe(0)
    expect(snapshot()).toEqual(STARTER)
  })

  it("only shows what it would do with --dry-run, and where nobody can be asked", async () => {
    write(STARTER)
    expect(await init("--dry-run")).toBe(0)
    expect(project.said).toContain("+module.exports = withAplazame(defineConfig({}), {")
    expect(await init()).toBe(2)
    expect(project.said).toContain("Run it with --yes")
    expect(snapshot()).toEqual(STARTER)
    expect(existsSync(path.join(project.root, RECORD))).toBe(false)
  })

  it("names the variables that keep another value, such as an account's key beside the emulator", async () => {
    write({ ...STARTER, "apps/store/.env": "APLAZAME_PRIVATE_KEY=of_an_account\nSTOREFRONT_URL=http://localhost:8000\n" })
    await init("--demo", "--yes")
    expect(project.said).toContain("✔ apps/store/.env: the variables of Aplazame (as it was: APLAZAME_PRIVATE_KEY)\n")
    expect(project.said).not.toContain("of_an_account")
  })

  it("shows and keeps no value that stands in the environment's files", async () => {
    write({ ...STARTER, "apps/store/.env": "STRIPE_API_KEY=sk_secret\n" })
    await init("--yes")
    expect(project.said + read(RECORD)).not.toContain("sk_secret")
    expect(read("apps/store/.env")).toContain("STRIPE_API_KEY=sk_secret\n\n# Aplazame\n")
  })

  it("goes on where a place is not as expected, and says what to do there", async () => {
    write({ ...STARTER, [`${SHOP}/modules/cart/templates/summary.tsx`]: "export const Other = 1\n" })
    expect(await init("--yes")).toBe(1)
    expect(project.said).toContain("summary.tsx: not as expected. By hand: put <AplazameCart cart={cart} /> below the totals")
    expect(read(`${SHOP}/modules/products/components/product-actions/index.tsx`)).toContain("<AplazameProduct ")
  })

  it("goes on where a package.json has comments, and names it", async () => {
    write({ ...STARTER, "apps/store/package.json": "{ // ours\n}\n" })
    expect(await init("--yes")).toBe(1)
    expect(project.said).toContain(`! apps/store/package.json: not as expected. By hand: add to apps/store/package.json: {"dependencies":{"medusa-payment-aplazame"`)
    expect(read("apps/store/medusa-config.ts")).toContain("withAplazame")
  })

  it("works on a store without a storefront, by its own package manager", async () => {
    write({ "package.json": STARTER["apps/store/package.json"]!, "medusa-config.ts": STARTER["apps/store/medusa-config.ts"]!, "yarn.lock": "" })
    expect(await init("--yes")).toBe(0)
    expect(project.said).toContain("yarn install")
    expect(read(".env")).toContain("APLAZAME_PRIVATE_KEY=\n")
    expect(read("package.json")).not.toContain("express")
  })

  it("leaves a storefront that is made otherwise to its people", async () => {
    const { [`${SHOP}/app/layout.tsx`]: layout, ...others } = STARTER
    write({ ...others, [`${SHOP}/app/layout.jsx`]: layout! })
    expect(await init("--yes")).toBe(1)
    expect(project.said).toContain("! apps/shop: the storefront is not written in TypeScript. By hand: put the parts in as")
    expect(read("apps/shop/package.json")).toBe(STARTER["apps/shop/package.json"])
  })

  it("changes nothing where Medusa is not supported", async () => {
    write({ ...STARTER, "apps/store/package.json": '{ "dependencies": { "@medusajs/medusa": "2.0.0" } }\n' })
    expect(await init("--yes")).toBe(2)
    expect(project.said).toContain("Medusa 2.0.0 is not supported")
    expect(existsSync(path.join(project.root, "apps/store/.env"))).toBe(false)
  })
})

describe("a project", () => {
  it("is not guessed at: no backend, or several of them, is said", () => {
    write({ "package.json": "{}" })
    expect(() => surveyProject(project.root)).toThrow("there is no medusa-config")
    write({ "a/package.json": "{}", "a/medusa-config.ts": "", "b/package.json": "{}", "b/medusa-config.js": "" })
    expect(() => surveyProject(project.root)).toThrow("there are several: a, b. Say which is the backend: --backend FOLDER")
    expect(surveyProject(project.root, { backend: "b" }).backend).toEqual({ dir: "b", config: "medusa-config.js", medusa: { shown: "of an unknown version" }, packages: { manager: expect.anything(), dir: "b" } })
  })

  it("has folders that are named from anywhere, and may have some that nobody can read, such as a database's", () => {
    write({ "store/package.json": "{}", "store/medusa-config.ts": "", "shop/package.json": '{ "dependencies": { "next": "15" } }', "pgdata/package.json": "{}" })
    const readdir = fs.readdirSync
    const spy = jest.spyOn(fs, "readdirSync").mockImplementation(((folder: string, options: object) => {
      if (folder.endsWith("pgdata")) throw new Error("EACCES")
      return readdir(folder, options)
    }) as never)
    const { backend, storefront } = surveyProject(project.root, { backend: "./store/", storefront: path.join(project.root, "shop") })
    spy.mockRestore()
    expect([backend.dir, storefront?.dir]).toEqual(["store", "shop"])
  })

  it("has the package manager that it names, else that of its lock file, else the one that runs", () => {
    write({ "package.json": "{}" })
    const managerOf = (agent: string) => packagesFor(project.root, "", agent).manager
    expect(managerOf("pnpm/10 npm/?")).toEqual({ name: "pnpm" })
    write({ "package-lock.json": "{}" })
    expect(managerOf("pnpm/10 npm/?")).toEqual({ name: "npm" })
    write({ "package.json": '{ "packageManager": "yarn@4.1.0+sha" }' })
    expect(managerOf("")).toEqual({ name: "yarn", version: "4.1.0" })
  })
})

describe("the command line of init", () => {
  it("refuses what it does not know before it starts anything", () => {
    expect(readCommand(["init", "--yess"])).toMatchObject({ kind: "wrong", sentence: expect.stringContaining("--yess") })
    expect(readCommand(["init", "--dry-run", "--yes"])).toMatchObject({ kind: "wrong", sentence: "--dry-run and --yes exclude each other" })
    expect(readCommand(["init", "--storefront", "x", "--no-storefront"])).toMatchObject({ kind: "wrong" })
    expect(readInitArgs(["-y", "--no-storefront"])).toMatchObject({ yes: true, storefront: false, install: true })
  })

  it("hides from the package manager that it starts what npx was told", () => {
    expect(childEnv({ PATH: "/bin", npm_config_package: "x", npm_config_yes: "true", npm_package_name: "y", npm_config_registry: "https://r" })).toEqual({ PATH: "/bin", npm_config_registry: "https://r" })
  })

  it("uses the versions of its tools that the tests use", () => {
    const load = createRequire(__filename)
    for (const [name, version] of Object.entries(TOOLS)) expect(load(`${name}/package.json`).version).toBe(version)
  })
})
