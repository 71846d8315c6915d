import fs from "node:fs"
import os from "node:os"
import path from "node:path"
import { runModule } from "./run-module"

const brokenLinks = (root: string): Promise<{ page: string; link: string }[]> =>
  runModule(`import { brokenLinks } from "LIB/broken-links.mjs"
    console.log(JSON.stringify(brokenLinks(${JSON.stringify(root)})))`)

describe("the links of a built site", () => {
  const built = (pages: Record<string, string>): string => {
    const root = fs.mkdtempSync(path.join(os.tmpdir(), "site-"))
    for (const [file, html] of Object.entries(pages)) {
      fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
      fs.writeFileSync(path.join(root, file), html)
    }
    return root
  }

  it("are right when they lead to a page, to a place on one, to a file, or to another site", async () => {
    const root = built({
      "index.html": '<a href="/docs/options#keys">1</a><a class="x" href="./docs/options.html">2</a><a href="#here">3</a><p id="here"><a href="https://example.com/gone">4</a><a href="/logo.svg">5</a>',
      "docs/options.html": '<h2 id="keys"></h2><a href="/">home</a><a href="../">up</a>',
      "logo.svg": "",
    })
    expect(await brokenLinks(root)).toEqual([])
  })

  it("are named with their page when they lead nowhere", async () => {
    const root = built({ "index.html": '<a href="/gone">1</a><a href="#gone">2</a>', "docs/a.html": '<a href="../index#gone">3</a><a href="b">4</a>' })
    expect((await brokenLinks(root)).map(({ page, link }) => `${page} ${link}`).sort()).toEqual(["docs/a.html ../index#gone", "docs/a.html b", "index.html #gone", "index.html /gone"])
  })
})
