import { execFileSync } from "node:child_process"
import { existsSync, mkdirSync, readdirSync, symlinkSync } from "node:fs"
import path from "node:path"
import { Changes } from "../changes"
import { RECORD } from "../record"
import { temporaryProject } from "./temporary-project"

const { project, write, read, init, initIn } = temporaryProject()
const MANIFEST = '{\n  "name": "store",\n  "dependencies": {\n    "@medusajs/medusa": "2.21.2"\n  }\n}\n'
const BACKEND = { "package.json": MANIFEST, "medusa-config.ts": 'import { defineConfig } from "@medusajs/framework/utils"\n\nmodule.exports = defineConfig({})\n' }
const LAYOUT = "export default function Layout({ children }) {\n  return (\n    <html>\n      <body>{children}</body>\n    </html>\n  )\n}\n"
const shop = (dev: string): Record<string, string> => ({ "package.json": JSON.stringify({ scripts: { dev }, dependencies: { next: "16.0.3", "@medusajs/js-sdk": "2.21.2" } }), "tsconfig.json": "{}", "app/layout.tsx": LAYOUT, "app/page.tsx": "export default () => null\n" })
/** Every file and folder, with what is in it, to the byte. */
const everything = (): Record<string, string> =>
  Object.fromEntries(readdirSync(project.root, { recursive: true, withFileTypes: true }).map((one) => [path.relative(project.root, path.join(one.parentPath, one.name)), one]).map(([file, one]) => [file, (one as { isFile(): boolean }).isFile() ? read(file as string) : "a folder"]))

describe("init --undo leaves a project as it was, to the byte", () => {
  const SHAPES: Record<string, (text: string) => string> = {
    "as it is": (text) => text,
    "on one line": (text) => (text.startsWith("{") ? `${JSON.stringify(JSON.parse(text))}\n` : text),
    "on one line, with spaces, without an end of line": (text) => (text.startsWith("{") ? '{ "name": "store", "scripts": { "dev": "x" }, "dependencies": { "@medusajs/medusa": "2.21.2", "next": "16.0.3", "a": "1" } }' : text.trimEnd()),
    "with tabs": (text) => text.replaceAll("  ", "\t"),
    "without an end of line": (text) => text.trimEnd(),
    "with more than one end of line": (text) => `${text}\n\n`,
    "with the ends of line of Windows": (text) => text.replaceAll("\n", "\r\n"),
    "with those of both": (text) => text.replace("\n", "\r\n"),
    "with a byte order mark": (text) => `\uFEFF${text}`,
  }
  const prepare = (shape: (text: string) => string): void => {
    write({ ...Object.fromEntries(Object.entries({ ...BACKEND, ".env": "A=1\nAPLAZAME_PUBLIC_KEY=\n", ".env.template": "A=\n" }).map(([file, text]) => [file, shape(text)])) }, "store")
    write(Object.fromEntries(Object.entries({ ...shop("next dev"), "package.json": '{\n  "dependencies": {\n    "next": "16.0.3"\n  }\n}\n' }).map(([file, text]) => [file, shape(text)])), "shop")
    write({ "package.json": "{}" })
  }

  it.each(Object.keys(SHAPES))("%s", async (name) => {
    prepare(SHAPES[name]!)
    const before = everything()
    await init("--demo", "--yes")
    expect(read("store/package.json")).toContain("medusa-payment-aplazame")
    expect(read("store/medusa-config.ts")).toContain("withAplazame")
    expect(existsSync(path.join(project.root, "shop/app/api/aplazame/route.ts"))).toBe(true)
    expect(await init("--undo", "--yes")).toBe(0)
    expect(everything()).toEqual(before)
  })

  it("also after two runs, and git sees nothing", async () => {
    prepare(SHAPES["on one line"]!)
    const git = (...args: string[]): string => execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b.c", ...args], { cwd: project.root, encoding: "utf8" })
    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "a")
    await init("--yes")
    await init("--demo", "--yes")
    expect(await init("--undo", "--yes")).toBe(0)
    expect(git("status", "--porcelain")).toBe("")
  })

  it("keeps a folder of its own that somebody has put a file into", async () => {
    prepare(SHAPES["as it is"]!)
    await init("--yes")
    write({ "shop/app/api/other.ts": "" })
    await init("--undo", "--yes")
    expect(readdirSync(path.join(project.root, "shop/app/api"))).toEqual(["other.ts"])
  })

  it("also where somebody has taken a part back already", async () => {
    prepare(SHAPES["on one line, with spaces, without an end of line"]!)
    const before = everything()
    await init("--yes")
    write({ "store/package.json": before["store/package.json"]!, "store/.env": before["store/.env"]! })
    await init("--undo", "--yes")
    expect(everything()).toEqual(before)
  })

  it("has the final end of line of variables that somebody has put more behind", async () => {
    write({ ...BACKEND, ".env": "A=1" })
    await init("--yes")
    write({ ".env": `${read(".env")}OTHER=1\n` })
    await init("--undo", "--yes")
    expect(read(".env")).toBe("A=1\n\nOTHER=1\n")
  })
})

describe("init goes on", () => {
  it("to its end where nothing can be written, and says that nothing was", async () => {
    write(BACKEND)
    const save = jest.spyOn(Changes.prototype, "save").mockImplementation(function (this: Changes) {
      return new Map(this.all().map((change) => [change, "EROFS"]))
    })
    expect(await init("--yes")).toBe(2)
    save.mockRestore()
    expect(project.said).toMatch(/! package\.json: it could not be written \(EROFS\)\. By hand: the change above[^]*\nNothing was written\.\n$/)
    expect(existsSync(path.join(project.root, RECORD))).toBe(false)
  })

  it.each([".env", ".env.template"])("where %s is a folder, and says what to do", async (folder) => {
    write(BACKEND)
    mkdirSync(path.join(project.root, folder))
    expect(await init("--yes")).toBe(1)
    expect(project.said).toContain(`! ${folder}: it is no file that can be read. By hand: set APLAZAME_PRIVATE_KEY, APLAZAME_PUBLIC_KEY,`)
    expect(read("medusa-config.ts")).toContain("withAplazame")
    expect(await init("--undo", "--yes")).toBe(0)
    expect(read("medusa-config.ts")).toBe(BACKEND["medusa-config.ts"])
  })

  it("where a file of the storefront's environment is a folder, or a link leads nowhere", async () => {
    write(BACKEND, "store")
    write(shop("next dev"), "shop")
    mkdirSync(path.join(project.root, "shop/.env.local"))
    symlinkSync("nowhere", path.join(project.root, "shop/app/gone.tsx"))
    symlinkSync("nowhere", path.join(project.root, "shop/app/layout.ts"))
    await init("--yes")
    expect(read("shop/app/layout.tsx")).toContain("AplazameShop")
  })

  it("where what --undo reads can't be written or read", async () => {
    write(BACKEND)
    mkdirSync(path.join(project.root, RECORD))
    expect(await init("--yes")).toBe(1)
    expect(project.said).toContain(`! ${RECORD}: it could not be written (nor read). By hand: --undo can't take this back, your version control can`)
    await expect(init("--undo", "--yes")).rejects.toThrow(`${RECORD} can't be read`)
  })

  it("where a package.json begins with a byte order mark", async () => {
    write({ ...BACKEND, "package.json": `\uFEFF${MANIFEST}` })
    expect(await init("--yes")).toBe(0)
    expect(project.said).toContain("backend     ., Medusa 2.21.2")
    expect(read("package.json")).toMatch(/^\uFEFF\{\n {2}"name": "store",\n {2}"dependencies": \{\n {4}"@medusajs\/medusa": "2.21.2",\n {4}"medusa-payment-aplazame"/)
  })

  it("in folders with spaces and accents", async () => {
    write(BACKEND, "mi tienda/almacén")
    write(shop("next dev"), "mi tienda/escaparate ñ")
    await initIn("mi tienda", "--yes")
    expect(read("mi tienda/escaparate ñ/app/layout.tsx")).toContain("AplazameShop")
    expect(await initIn("mi tienda", "--undo", "--yes")).toBe(0)
    expect(read("mi tienda/escaparate ñ/app/layout.tsx")).toBe(LAYOUT)
  })
})

describe("a folder that is not the project's root", () => {
  beforeEach(() => {
    write({ "package.json": '{ "workspaces": ["apps/*"] }' })
    write(BACKEND, "apps/store")
    write(shop("next dev"), "apps/shop")
    write({ "index.ts": "" }, "apps/store/src")
  })

  it("below a backend is told where to run it", async () => {
    await expect(initIn("apps/store/src", "--yes")).rejects.toThrow(`there is no medusa-config in ${path.join(project.root, "apps/store/src")} or below: run this in ${path.join(project.root, "apps/store")}`)
    await expect(initIn("apps/shop", "--yes")).rejects.toThrow("run this in the folder of a Medusa project")
  })

  it("that is a package of a workspace has the others named, and what was done above them", async () => {
    await initIn("apps/store", "--dry-run")
    expect(project.said).toContain("storefront  none in this folder. To look for one in the whole workspace, run this in ../..")
    await init("--yes")
    project.said = ""
    expect(await initIn("apps/store", "--yes")).toBe(0)
    expect(project.said).not.toContain("as it was")
    project.said = ""
    expect(await initIn("apps/store", "--undo", "--yes")).toBe(0)
    expect(project.said).toBe("There is nothing to undo here. Run this in ../.., where init was run.\n")
  })
})

describe("the shop's address", () => {
  const address = (): string | undefined => /^STOREFRONT_URL=(.*)$/m.exec(read("store/.env"))?.[1]

  it.each<[string, string, Record<string, string>]>([
    ["http://localhost:3000", "next dev", {}],
    ["http://localhost:8000", "next dev --turbopack -p 8000", {}],
    ["http://localhost:4001", "next dev -p4001", {}],
    ["http://localhost:4002", "next dev --port=4002", {}],
    ["http://localhost:4003", "cross-env PORT=4003 next dev", {}],
    ["http://localhost:4004", "next dev -p ${PORT:-4004}", {}],
    ["http://localhost:4005", "npm run dev:next", { "package.json": JSON.stringify({ scripts: { dev: "npm run dev:next", "dev:next": "next dev -p 4005" }, dependencies: { next: "16.0.3" } }) }],
    ["http://localhost:4006", "node server.js", { ".env.local": "NEXT_PUBLIC_MEDUSA_BACKEND_URL=http://localhost:9000\nNEXT_PUBLIC_BASE_URL=http://localhost:4006\n" }],
    ["http://localhost:4007", "node server.js", { ".env": "PORT=4007\n" }],
  ])("is %s for %j", async (expected, dev, files) => {
    write(BACKEND, "store")
    write({ ...shop(dev), ...files }, "shop")
    await init("--yes")
    expect(address()).toBe(expected)
    expect(project.said).toContain(`open ${expected}`)
  })

  it("that stands in .env already and is another one of this machine's is told", async () => {
    write({ ...BACKEND, ".env": "STOREFRONT_URL=http://localhost:8000\n" }, "store")
    write(shop("next dev"), "shop")
    expect(await init("--yes")).toBe(1)
    expect(project.said).toContain("! store/.env: STOREFRONT_URL is http://localhost:8000, and the shop runs on port 3000. By hand: set STOREFRONT_URL=http://localhost:3000")
    expect(address()).toBe("http://localhost:8000")
  })

  it.each([["https://shop.es", "next dev"], ["http://localhost:3000/", "next dev"]])("that stands there and is no mistake is left without a word: %s", async (there, dev) => {
    write({ ...BACKEND, ".env": `STOREFRONT_URL=${there}\n` }, "store")
    write(shop(dev), "shop")
    await init("--yes")
    expect(project.said).not.toContain("By hand: set STOREFRONT_URL")
  })

  it("of a shop that lies elsewhere is what the store lets ask it, and is to be looked at", async () => {
    write({ ...BACKEND, ".env.template": "STORE_CORS=http://localhost:3001,https://docs.medusajs.com\n" }, "store")
    await init("--yes")
    expect(address()).toBe("http://localhost:3001")
    expect(project.said).toContain("in store: set DATABASE_URL, STOREFRONT_URL (the shop's address), APLAZAME_PRIVATE_KEY and APLAZAME_PUBLIC_KEY in .env")
  })
})
