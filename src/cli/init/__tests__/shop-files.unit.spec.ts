import { readFileSync } from "node:fs"
import path from "node:path"
import { STARTER_PAGES as OF_THE_PARTS } from "../../../storefront/nextjs/pages"
import { actionsFile, linkPageFile, plainActionsFile, plainRouteFile, returnPageFile, routeFile, storeFile } from "../shop-files"
import { STARTER_PAGES } from "../shop-pages"

const ROOT = path.join(__dirname, "..", "..", "..", "..")
const read = (file: string): string => readFileSync(path.join(ROOT, file), "utf8")

const STARTER = { cart: "@lib/data/cart", cookies: "@lib/data/cookies" }
const VARIABLES = { url: "NEXT_PUBLIC_MEDUSA_BACKEND_URL", key: "NEXT_PUBLIC_MEDUSA_PUBLISHABLE_KEY" }

describe("what init puts into a shop", () => {
  it("stands in docs/storefront.md as it is written", () => {
    const plain = [storeFile(VARIABLES), plainActionsFile("./aplazame-store"), plainRouteFile("../../../lib/aplazame-store")]
    for (const text of [actionsFile(15, STARTER), routeFile(STARTER), returnPageFile(), linkPageFile(), ...plain]) expect(read("docs/storefront.md")).toContain(text.trimEnd())
  })

  it("fits the Next.js of the shop", () => {
    expect(actionsFile(16, STARTER)).toContain('import { updateTag } from "next/cache"')
    expect(actionsFile(16, STARTER)).not.toContain("revalidateTag")
  })

  it("tells the parts of the pages that they would not find themselves", () => {
    expect(STARTER_PAGES).toEqual(OF_THE_PARTS)
  })
})

describe("the variables of the README", () => {
  it("are those that init writes", () => {
    const variables = read("src/cli/init/plan.ts").match(/name: "([A-Z_]+)"/g) ?? []
    expect(variables).toHaveLength(6)
    for (const variable of variables) expect(read("README.md")).toContain(`\n${variable.slice(7, -1)}=`)
  })
})
