import { existsSync, readdirSync, rmSync } from "node:fs"
import path from "node:path"
import ts from "typescript"
import { temporaryProject } from "./temporary-project"

const REPOSITORY = path.join(__dirname, "..", "..", "..", "..")
const BACKEND = { "package.json": '{ "dependencies": { "@medusajs/medusa": "2.21.2" } }\n', "medusa-config.ts": 'import { defineConfig } from "@medusajs/framework/utils"\n\nmodule.exports = defineConfig({})\n' }
const LAYOUT = 'import type { ReactNode } from "react"\n\nexport default function Layout({ children }: { children: ReactNode }) {\n  return (\n    <html lang="es">\n      <body>{children}</body>\n    </html>\n  )\n}\n'
const PAGE = "export default function Page() {\n  return null\n}\n"
const shopManifest = (next: string, more = {}): string => JSON.stringify({ dependencies: { next, "@medusajs/js-sdk": "2.21.2" }, ...more })
/** The options that a shop may have at their strictest, and that Next.js writes. */
const tsconfig = (more = {}): string => JSON.stringify({ compilerOptions: { strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true, isolatedModules: true, verbatimModuleSyntax: true, ...more } })
/** A shop that has nothing of Medusa's starter. */
const PLAIN = { "app/layout.tsx": LAYOUT, "app/page.tsx": PAGE, "app/cart/page.tsx": PAGE, "app/(shop)/checkout/page.tsx": PAGE, "app/orders/[orderId]/thanks/page.tsx": PAGE }

const { project, write, read, init, initIn } = temporaryProject()
const tsFiles = (folder: string): string[] => readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => /\.tsx?$/.test(file) && !file.includes("node_modules")).map((file) => path.join(folder, file))

/** What Next.js has of what the files import, in each of its versions. */
const NEXT = (major: number): string => `declare module "next/cache" {
  export function revalidatePath(path: string, type?: "layout" | "page"): void
  ${major >= 16 ? "export function updateTag(tag: string): void\n  export function revalidateTag(tag: string, profile: string): void" : "export function revalidateTag(tag: string): void"}
}
declare module "next/headers" {
  export function cookies(): Promise<{ get(name: string): { value: string } | undefined; delete(name: string): void }>
}
declare module "next/navigation" {
  export function redirect(page: string): never
  export function useParams(): Record<string, string | string[] | undefined>
  export function useRouter(): { push(path: string): void }
}
`

/** What TypeScript has against a storefront, with the parts of this repository in the place of their package. */
function faults(folder: string, next: number): string[] {
  const full = path.join(project.root, folder)
  const { config } = ts.readConfigFile(path.join(full, "tsconfig.json"), ts.sys.readFile) as { config: object }
  const { options } = ts.parseJsonConfigFileContent(config, { ...ts.sys, readDirectory: () => [] }, full)
  write({ "next.d.ts": NEXT(next) }, "types")
  const program = ts.createProgram([...tsFiles(full), path.join(project.root, "types", "next.d.ts")], {
    ...options, noEmit: true, skipLibCheck: true, jsx: ts.JsxEmit.ReactJSX, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler, target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2022.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"], types: ["node"], typeRoots: [path.join(REPOSITORY, "node_modules/@types")],
    paths: {
      ...Object.fromEntries(Object.entries(options.paths ?? {}).map(([alias, targets]) => [alias, targets.map((one) => path.resolve(options.baseUrl ?? full, one))])),
      "medusa-payment-aplazame-storefront/nextjs": [path.join(REPOSITORY, "src/storefront/nextjs/index.ts")],
      react: [path.join(REPOSITORY, "node_modules/@types/react")],
      "react/jsx-runtime": [path.join(REPOSITORY, "node_modules/@types/react/jsx-runtime")],
    },
  })
  const ours = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(full))
  return ours.flatMap((file) => [...program.getSemanticDiagnostics(file), ...program.getSyntacticDiagnostics(file)]).map(({ file, messageText }) => `${path.basename(file?.fileName ?? "")}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`)
}

describe("each folder has its own package manager", () => {
  const managers = async (): Promise<string[]> => {
    await init("--dry-run")
    return [...project.said.matchAll(/^ {2}(?:backend|storefront) .*, (\w+)$/gm)].map(([, name = ""]) => name)
  }
  beforeEach(() => {
    write({ "package.json": '{ "private": true }' })
    write(BACKEND, "store")
    write({ ...PLAIN, "package.json": shopManifest("15.5.21"), "tsconfig.json": tsconfig() }, "shop")
  })

  it.each<[string, Record<string, string>, string[]]>([
    ["npm's lock file and pnpm's", { "store/package-lock.json": "{}", "shop/pnpm-lock.yaml": "" }, ["npm", "pnpm"]],
    ["two Yarns", { "store/yarn.lock": "# yarn lockfile v1\n", "shop/yarn.lock": "__metadata:\n  version: 8\n" }, ["yarn", "yarn"]],
    ["a field and a lock file", { "store/package.json": '{ "packageManager": "pnpm@10.0.0", "dependencies": {} }', "shop/package-lock.json": "{}" }, ["pnpm", "npm"]],
    ["the field of the workspace's root", { "package.json": '{ "packageManager": "yarn@4.9.1+sha224.aa", "workspaces": ["store", "shop"] }' }, ["yarn", "yarn"]],
    ["what devEngines says", { "package.json": '{ "devEngines": { "packageManager": { "name": "pnpm", "version": "^10" } } }' }, ["pnpm", "pnpm"]],
    ["a storefront beside a workspace of one", { "store/pnpm-workspace.yaml": "onlyBuiltDependencies:\n  - esbuild\n", "store/pnpm-lock.yaml": "", "shop/package-lock.json": "{}" }, ["pnpm", "npm"]],
  ])("by %s", async (_, files, expected) => {
    write(files)
    expect(await managers()).toEqual(expected)
  })

  it("and is installed where its packages are: in the workspace's root or in itself", async () => {
    write({ "pnpm-workspace.yaml": "packages:\n  - 'store' # the backend\n  - \"!shop\"\n", "pnpm-lock.yaml": "", "shop/package-lock.json": "{}" })
    await init("--yes")
    expect(project.said).toContain("  1. pnpm install\n  2. in shop: npm install\n  3. in store: set DATABASE_URL")
    expect(project.said).toContain("in store: pnpm medusa develop")
    expect(project.said).toContain("in shop: npm run dev")
  })

  it("also where it is run in a package of a workspace", async () => {
    write({ "apps/pnpm-workspace.yaml": "packages: ['backend', \"web/*\"]\n", "apps/pnpm-lock.yaml": "" })
    write(BACKEND, "apps/backend")
    await initIn("apps/backend", "--yes")
    expect(project.said).toContain("  1. in ..: pnpm install\n")
  })
})

describe("a version of Next.js is read in whatever form it stands", () => {
  it.each<[string, Record<string, string>, number]>([
    ["^15.5.0", {}, 0], ["15", {}, 0], ["16.x", {}, 0], ["latest", {}, 0], ["npm:next@^16.0.1", {}, 0], ["workspace:^15.2.0", {}, 0], [">=14 <16", {}, 0],
    ["catalog:", { "pnpm-workspace.yaml": "packages:\n  - shop\n\ncatalog:\n  react: ^19.0.0\n  next: ^16.0.0\n" }, 0],
    ["catalog:web", { "pnpm-workspace.yaml": "packages:\n  - shop\ncatalogs:\n  old:\n    next: ^14.0.0\n  web:\n    'next': \"~15.3.0\" # ours\n" }, 0],
    ["catalog:", { "pnpm-workspace.yaml": "packages:\n  - shop\ncatalog:\n  next: 14.2.0\n" }, 14],
    ["^14.2.0", {}, 14], ["14", {}, 14], ["git+https://host/next.git", {}, -1],
  ])("%s with %j", async (next, files, tooOld) => {
    write({ "package.json": "{}", ...files })
    write(BACKEND, "store")
    write({ ...PLAIN, "package.json": shopManifest(next), "tsconfig.json": tsconfig() }, "shop")
    await init("--yes")
    expect(existsSync(path.join(project.root, "shop/app/api/aplazame/route.ts"))).toBe(tooOld === 0)
    if (tooOld === 14) expect(project.said).toMatch(/! shop: Next\.js .*14.* is not supported\. By hand: put the parts in as/)
    if (tooOld < 0) expect(project.said).toContain(`! shop: it can't be told which Next.js ${next} is. By hand`)
  })

  it("and so is Medusa's: a range is refused only where none of it is supported", async () => {
    write({ ...BACKEND, "package.json": '{ "dependencies": { "@medusajs/medusa": "^2.15.0" } }' })
    expect(await init("--yes")).toBe(0)
    write({ "package.json": '{ "dependencies": { "@medusajs/medusa": "^1.20.0" } }' })
    expect(await init("--yes")).toBe(2)
    expect(project.said).toContain("Medusa ^1.20.0 is not supported")
  })
})

describe("a storefront without the starter's files", () => {
  const prepare = (files: Record<string, string>, next = "16.0.3", config: object = {}): void => {
    write({ "package.json": "{}" })
    write(BACKEND, "store")
    write({ ...files, "package.json": shopManifest(next), "tsconfig.json": tsconfig(config) }, "shop")
  }

  it.each([["16.0.3", 16], ["^15.5.0", 15]])("gets code of its own that typechecks on Next.js %s, without an alias that it does not have", async (next, major) => {
    prepare(PLAIN, next)
    expect(await init("--yes")).toBe(1)
    expect(faults("shop", major)).toEqual([])
    const written = ["app/api/aplazame/route.ts", "lib/aplazame.ts", "lib/aplazame-store.ts", "app/(shop)/checkout/aplazame/[how]/page.tsx", "app/payment-collection/[id]/page.tsx"]
    for (const file of written) expect(read(`shop/${file}`)).not.toContain('from "@')
    expect(read("shop/app/layout.tsx")).toContain(`import { leaveCart, newSession } from "../lib/aplazame"`)
    expect(read("shop/app/layout.tsx")).toContain(`<AplazameShop actions={{ leaveCart, newSession }} pages={{ order: "/orders/[id]/thanks", store: "/" }}>{children}</AplazameShop>`)
  })

  it("is told which steps are left, and at which it was done", async () => {
    prepare(PLAIN)
    await init("--yes")
    for (const step of ["<AplazameOption provider={id} cart={cart}>", "<AplazameButton cart={cart} disabled={notReady} />", "<AplazameProduct product={product}", "<AplazameCart cart={cart} />", "<AplazameOrder order={order}>", "name those of the cart and of the signed-in customer there"]) expect(project.said).toMatch(new RegExp(`^! shop.*By hand: .*${step.replaceAll(/[{}()]/g, "\\$&")}`, "m"))
    write({ "parts.tsx": "<AplazameOption /> <AplazameButton /> <AplazameProduct /> <AplazameCart /> <AplazameOrder />" }, "shop")
    project.said = ""
    expect(await init("--yes")).toBe(0)
    expect(project.said).toContain("Nothing to change.")
  })

  it("is imported from by its own aliases, also those of a tsconfig that it extends", async () => {
    prepare({ ...Object.fromEntries(Object.entries(PLAIN).map(([file, text]) => [`src/${file}`, text])), "tsconfig.base.json": '{\n  // ours\n  "compilerOptions": { "paths": { "@/*": ["./src/*"] } }\n}\n' })
    write({ "tsconfig.json": JSON.stringify({ extends: "./tsconfig.base.json", compilerOptions: { strict: true } }) }, "shop")
    await init("--yes")
    expect(read("shop/src/app/layout.tsx")).toContain(`from "@/lib/aplazame"`)
    expect(read("shop/src/app/api/aplazame/route.ts")).toContain(`from "@/lib/aplazame-store"`)
    expect(faults("shop", 16)).toEqual([])
  })

  it("has its pages below a language, and variables of other names", async () => {
    prepare({
      "app/[locale]/layout.tsx": LAYOUT, "app/[locale]/page.tsx": PAGE, "app/[locale]/basket/page.tsx": PAGE, "app/[locale]/order/confirmed/[id]/page.tsx": PAGE,
      ".env.example": "MEDUSA_URL=\nNEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY=\nMEDUSA_PUBLISHABLE_API_KEY=pk_secret\n",
    })
    await init("--yes")
    expect(existsSync(path.join(project.root, "shop/app/[locale]/checkout/aplazame/[how]/page.tsx"))).toBe(true)
    expect(read("shop/app/[locale]/layout.tsx")).toContain(`pages={{ order: "/[locale]/order/confirmed/[id]", cart: "/[locale]/basket", store: "/[locale]", returned: "/[locale]/checkout/aplazame/[how]", link: "/[locale]/payment-collection/[id]" }}`)
    expect(read("shop/lib/aplazame-store.ts")).toMatch(/process\.env\.MEDUSA_URL .*\n.*process\.env\.MEDUSA_PUBLISHABLE_API_KEY /)
    expect(project.said).not.toContain("pk_secret")
    expect(faults("shop", 16)).toEqual([])
  })

  it("keeps a page of its own for payment links, and is told what belongs there", async () => {
    prepare({ ...PLAIN, "app/payment-collection/[collection]/page.tsx": PAGE })
    await init("--yes")
    expect(existsSync(path.join(project.root, "shop/app/payment-collection/[id]"))).toBe(false)
    expect(read("shop/app/payment-collection/[collection]/page.tsx")).toBe(PAGE)
    expect(project.said).toMatch(/^! shop\/app\/payment-collection\/\[collection\]\/page\.tsx: .*By hand: a page that shows <AplazameLinkPage \/>/m)
  })

  it("that has no app folder, or no page of an order, is told so", async () => {
    prepare({ "pages/index.tsx": PAGE })
    expect(await init("--yes")).toBe(1)
    expect(project.said).toContain("! shop: there is no app folder, which the parts need. By hand")
    rmSync(path.join(project.root, "shop"), { recursive: true })
    project.said = ""
    prepare({ "app/layout.tsx": LAYOUT })
    await init("--yes")
    expect(project.said).toContain(`! shop: no place is known for the order's page. By hand: name it: <AplazameShop pages={{ order: "/thanks/[id]" }}>`)
  })

  it("with a root layout for each group of pages gets no page outside of them, which Next.js would not build", async () => {
    prepare({ "app/(shop)/layout.tsx": LAYOUT, "app/(shop)/page.tsx": PAGE, "app/(blog)/layout.tsx": LAYOUT })
    await init("--yes")
    expect(existsSync(path.join(project.root, "shop/app/checkout"))).toBe(false)
    expect(project.said).toContain("! shop: no place is known for the page that Aplazame sends a shopper back to. By hand: a page that shows <AplazameReturnPage />")
    expect(existsSync(path.join(project.root, "shop/app/payment-collection"))).toBe(false)
    expect(project.said).toContain("! shop: no place is known for the page of a payment link. By hand: a page that shows <AplazameLinkPage />")
    expect(faults("shop", 16)).toEqual([])
  })

  it("gets all of it taken back", async () => {
    prepare(PLAIN)
    await init("--yes")
    expect(await init("--undo", "--yes")).toBe(0)
    expect(read("shop/app/layout.tsx")).toBe(LAYOUT)
    for (const file of ["lib/aplazame.ts", "lib/aplazame-store.ts", "app/api/aplazame/route.ts"]) expect(existsSync(path.join(project.root, "shop", file))).toBe(false)
  })
})

describe("a storefront that began as the starter", () => {
  const CART = `export async function retrieveCart(id?: string): Promise<{ id: string } | null> {\n  return id ? { id } : null\n}\nexport async function initiatePaymentSession(cart: { id: string }, data: { provider_id: string }): Promise<{ payment_collection: { payment_sessions?: { id: string; provider_id: string }[] } }> {\n  return { payment_collection: { payment_sessions: [{ id: cart.id, ...data }] } }\n}\n`
  const COOKIES = `export const getAuthHeaders = async (): Promise<{ authorization: string } | Record<string, never>> => ({})\nexport const getCacheTag = async (tag: string): Promise<string> => tag\nexport const getCartId = async (): Promise<string | undefined> => undefined\nexport const removeCartId = async (): Promise<void> => undefined\n`
  const prepare = (files: Record<string, string>, next: string, config: object = {}): void => {
    write({ "package.json": "{}" })
    write(BACKEND, "store")
    write({ "src/app/layout.tsx": LAYOUT, "src/app/[countryCode]/(checkout)/checkout/page.tsx": PAGE, "src/lib/data/cart.ts": CART, "src/lib/data/cookies.ts": COOKIES, ...files, "package.json": shopManifest(next), "tsconfig.json": tsconfig(config) }, "shop")
  }

  it.each<[string, object, string, string]>([
    ["the starter's aliases", { baseUrl: "./src", paths: { "@lib/*": ["lib/*"] } }, "@lib/data/cart", "@lib/data/cookies"],
    ["others", { paths: { "~/*": ["./src/*"], "#data/*": ["./src/lib/data/*"] } }, "#data/cart", "#data/cookies"],
    ["none", {}, "./cart", "../../../lib/data/cookies"],
  ])("is imported from by the names that hold there: with %s", async (_, config, cart, cookies) => {
    prepare({}, "latest", config)
    await init("--yes")
    expect(read("shop/src/lib/data/aplazame.ts")).toContain(`from "${cart}"`)
    expect(read("shop/src/app/api/aplazame/route.ts")).toContain(`from "${cookies}"`)
    expect(faults("shop", 16)).toEqual([])
  })

  it.each([["15.5.21", 15], ["16", 16]])("gets what fits Next.js %s", async (next, major) => {
    prepare({}, next)
    await init("--yes")
    expect(faults("shop", major)).toEqual([])
  })

  it("and lost one of its functions gets code that does without them", async () => {
    prepare({ "src/lib/data/cart.ts": CART.replace("id?: string", ""). replace("return id ? { id } : null", "return null") }, "15.1.0")
    await init("--yes")
    expect(read("shop/src/app/api/aplazame/route.ts")).toContain("aplazameStore")
    expect(faults("shop", 15)).toEqual([])
  })
})
