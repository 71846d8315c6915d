// A project that is not the starter: npm, a backend, and a shop of Next.js 16 with nothing of the starter in it. `init` is
// run there as a stranger runs it, and what it has written must compile.
import fs from "node:fs"
import path from "node:path"
import { expectThat } from "./checks.mjs"
import { cleanEnv, commandsIn } from "./commands.mjs"
import { MANAGERS } from "./managers.mjs"

const json = (value) => `${JSON.stringify(value, null, 2)}\n`
const PAGE = "export default function Page() {\n  return <h1>A page</h1>\n}\n"

/** The backend is not installed: `init` reads its files alone. */
const backend = (medusa) => ({
  "package.json": json({ name: "plain-store", private: true, dependencies: { "@medusajs/framework": medusa, "@medusajs/medusa": medusa } }),
  "medusa-config.ts": 'import { defineConfig } from "@medusajs/framework/utils"\n\nmodule.exports = defineConfig({})\n',
  "package-lock.json": json({ name: "plain-store", lockfileVersion: 3, requires: true, packages: {} }),
})

/** As create-next-app makes one: its options, and `@/` as its only alias. */
const SHOP = {
  "package.json": json({
    name: "plain-shop", private: true, scripts: { dev: "next dev -p 8000" },
    dependencies: { next: "^16.0.0", react: "19.2.0", "react-dom": "19.2.0" },
    devDependencies: { "@types/node": "^20.12.11", "@types/react": "^19.2.0", "@types/react-dom": "^19.2.0", typescript: "^5.6.2" },
  }),
  "tsconfig.json": json({
    compilerOptions: {
      target: "ES2017", lib: ["dom", "dom.iterable", "esnext"], allowJs: true, skipLibCheck: true, strict: true, noEmit: true, esModuleInterop: true, module: "esnext", moduleResolution: "bundler",
      resolveJsonModule: true, isolatedModules: true, jsx: "react-jsx", incremental: true, plugins: [{ name: "next" }], paths: { "@/*": ["./*"] },
    },
    include: ["**/*.ts", "**/*.tsx"], exclude: ["node_modules"],
  }),
  "app/layout.tsx": 'import type { ReactNode } from "react"\n\nexport default function RootLayout({ children }: Readonly<{ children: ReactNode }>) {\n  return (\n    <html lang="es">\n      <body>{children}</body>\n    </html>\n  )\n}\n',
  "app/page.tsx": PAGE,
  "app/cart/page.tsx": PAGE,
  "app/checkout/page.tsx": PAGE,
  "app/orders/[orderId]/page.tsx": PAGE,
}

const write = (folder, files) => Object.entries(files).forEach(([file, text]) => {
  fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
  fs.writeFileSync(path.join(folder, file), text)
})

/** @param {{ check: Function, children: object, folder: string, medusa: string, tarballs: { main: string, storefront: string } }} life medusa: a version that the backend names */
export async function tryFreshProject({ check, children, folder, medusa, tarballs }) {
  const shop = path.join(folder, "web")
  write(path.join(folder, "store"), backend(medusa))
  write(shop, SHOP)
  write(folder, { "package.json": json({ name: "plain-project", private: true }) })
  const { run, succeed } = commandsIn(children, folder, { ...cleanEnv(), NEXT_TELEMETRY_DISABLED: "1" })
  const read = (file) => fs.readFileSync(path.join(shop, file), "utf8")
  const init = (...args) => run("npx", ["--yes", "--package", tarballs.main, "medusa-payment-aplazame", "init", ...args, "--package", `file:${tarballs.main}`, "--storefront-package", `file:${tarballs.storefront}`])

  const written = await check("init puts the parts into an npm project whose shop is not the starter, and names what is left", async () => {
    const { code, out, output } = await init("--yes", "--no-install")
    expectThat(code === 1 && out.includes("✔ web/app/layout.tsx"), `it ended with ${code}:\n${output.slice(-3_000)}`)
    for (const line of ["store, Medusa ", "web, Next.js ^16.0.0, npm", "in web: npm install", "<AplazameButton cart={cart}"]) expectThat(out.includes(line), `it does not say "${line}":\n${out.slice(-3_000)}`)
    for (const file of ["lib/aplazame.ts", "app/api/aplazame/route.ts", "app/checkout/aplazame/[how]/page.tsx"]) expectThat(!/from "@(lib|modules)\//.test(read(file)), `${file} imports by an alias of the starter's:\n${read(file)}`)
    expectThat(read("app/layout.tsx").includes('from "@/lib/aplazame"'), `the layout does not use the shop's own alias:\n${read("app/layout.tsx")}`)
    return `${out.split("\n").filter((line) => line.startsWith("! ")).length} steps are left`
  })
  if (!written) return
  await check("… it typechecks there", async () => {
    await succeed("npm", MANAGERS.npm.install, { cwd: shop })
    const { code, output } = await run("npx", ["tsc", "--noEmit"], { cwd: shop })
    expectThat(code === 0, output.slice(-3_000))
    return `Next.js ${JSON.parse(read("node_modules/next/package.json")).version}`
  })
  await check("… next build compiles it, with the page that Aplazame sends a shopper back to", async () => {
    const output = await succeed("npx", ["next", "build"], { cwd: shop })
    for (const route of ["/api/aplazame", "/checkout/aplazame/[how]"]) expectThat(output.includes(route), `${route} is not among\n${output.slice(-2_000)}`)
  })
  await check("… a second time init changes nothing, and --undo takes it back", async () => {
    const { out } = await init("--yes", "--no-install")
    expectThat(out.includes("Nothing to change."), out.slice(-2_000))
    const { code, output } = await init("--undo", "--yes", "--no-install")
    expectThat(code === 0 && read("app/layout.tsx") === SHOP["app/layout.tsx"] && !fs.existsSync(path.join(shop, "lib/aplazame.ts")), `it ended with ${code}:\n${output.slice(-2_000)}`)
  })
}
