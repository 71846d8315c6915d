import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { runModule } from "./run-module"

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "built-files-"))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** What a compiler writes of a package with two exports. */
const TYPES = {
  "one/index.d.ts": 'export { open, type Kind } from "../inner/parts"\nexport * as more from "./more"\n',
  "one/more.d.ts": "/** More. */\nexport declare const more: string\n",
  "two/index.d.ts": 'import type { Kind } from "../inner/parts"\nimport type { Logger } from "@medusajs/framework/types"\nexport declare function two(kind: Kind, logger: Logger): typeof import("../inner/parts").open\n',
  "inner/parts.d.ts": "/** A kind. */\nexport type Kind = {\n    /** Its name. */\n    name: string\n}\n/** Opens. */\nexport declare function open(kind: Kind): void\n/** Nobody asks for it. */\nexport declare const unused: number\n",
  "nobody.d.ts": "export {}\n",
}

describe("the declarations of a package", () => {
  const text = (file: string): string => readFileSync(join(folder, file), "utf8")

  beforeEach(async () => {
    for (const [file, types] of Object.entries(TYPES)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      writeFileSync(join(folder, file), types)
    }
    await runModule(`import { rollUpTypes } from "LIB/roll-up-types.mjs"
await rollUpTypes(${JSON.stringify(folder)}, ["one", "two"].map((name) => ${JSON.stringify(folder)} + "/" + name + "/index.d.ts"))
console.log("null")`)
  })

  it("are a file for each export, and one for what they share, in place of all others", () => {
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".d.ts"))
    expect(files.sort()).toEqual(["one/index.d.ts", "two/index.d.ts", "types/parts.d.ts"])
    expect(text("two/index.d.ts")).toMatch(/from ['"]\.\.\/one\/index\.js['"]/)
    expect(text("two/index.d.ts")).toMatch(/import \{ Logger \} from ['"]@medusajs\/framework\/types['"]/)
  })

  it("keep the comments of what is exported, and its names", () => {
    for (const comment of ["/** A kind. */", "/** Its name. */", "/** Opens. */"]) expect(text("types/parts.d.ts")).toContain(comment)
    expect(text("one/index.d.ts")).toContain("/** More. */")
    expect(text("one/index.d.ts")).toMatch(/export \{.*\bKind\b.*\bopen\b.*\}/)
  })

  it("leave out what no export leads to", () => {
    expect(text("types/parts.d.ts")).not.toContain("unused")
  })
})

describe("the code of a package", () => {
  it("has no comments, and stays as it was otherwise", async () => {
    const code = '"use strict";\n/** Of a class. */\nclass One {\n  // of a field\n  two = "/* no comment */"; // of a line\n}\nexports.One = One;\n'
    expect(await runModule(`import { withoutComments } from "LIB/tidy-build.mjs"
console.log(JSON.stringify(withoutComments(${JSON.stringify(code)})))`)).toBe('"use strict";\nclass One {\n    two = "/* no comment */";\n}\nexports.One = One;\n')
  })
})
