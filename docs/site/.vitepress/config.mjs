// The documentation site: the README and docs/ as they are in the repository, in the order in which a newcomer needs them.
import path from "node:path"
import { fileURLToPath } from "node:url"
import { slug } from "github-slugger"
import { defineConfig } from "vitepress"

const ROOT = fileURLToPath(new URL("../../..", import.meta.url))
const REPOSITORY = "https://github.com/medusa-payment-aplazame/medusa-payment-aplazame"

const GROUPS = [
  { text: "Use it", items: [["What it is", "/"], ["Options", "/docs/options"], ["Storefront", "/docs/storefront"], ["Errors", "/docs/errors"], ["Advertising credit", "/docs/credit-advertising"], ["Limits", "/docs/limits"]] },
  { text: "Extend it", items: [["Hooks", "/docs/hooks"], ["Events", "/docs/events"], ["Your own completion", "/docs/completion"], ["Routes", "/docs/api"], ["Campaigns", "/docs/campaigns"], ["The client alone", "/docs/client"]] },
  { text: "Run it", items: [["In production", "/docs/production"], ["Monitoring", "/docs/monitoring"], ["The admin", "/docs/admin"], ["When things go wrong", "/docs/operations"], ["What happens when…", "/docs/what-happens"], ["From Aplazame to Medusa", "/docs/notifications"], ["Personal data", "/docs/data-map"], ["Security", "/SECURITY"]] },
  { text: "Know it", items: [["Architecture", "/docs/architecture"], ["Glossary", "/docs/glossary"], ["Decisions", "/docs/adr/README"], ["Emulator", "/docs/emulator"], ["Conformance", "/docs/conformance"], ["Benchmarks", "/docs/benchmarks"]] },
  { text: "Change it", items: [["Commands", "/docs/commands"], ["Development", "/docs/development"], ["Contributing", "/CONTRIBUTING"], ["Changelog", "/CHANGELOG"]] },
]

/** A link to a file that is no page leads to the repository, one to the README to the first page. */
function sendLinksHome(md) {
  md.core.ruler.push("links-of-the-repository", ({ tokens, env }) => {
    for (const token of tokens.flatMap(({ children }) => children ?? [])) {
      if (token.type !== "link_open") continue
      const [file, anchor] = (token.attrGet("href") ?? "").split("#")
      if (!file || /^[a-z]+:/.test(file)) continue
      const target = path.relative(ROOT, path.resolve(ROOT, path.dirname(env.relativePath === "index.md" ? "README.md" : env.relativePath), file))
      const hash = anchor ? `#${anchor}` : ""
      if (target === "README.md") token.attrSet("href", `/${hash}`)
      else if (!target.endsWith(".md")) token.attrSet("href", `${REPOSITORY}/blob/main/${target}${hash}`)
    }
  })
}

/** The pages lie outside of the folder that the generator is installed in. */
const fromHere = {
  name: "from-here",
  enforce: "pre",
  resolveId(id, importer) {
    const isOutside = importer && !importer.includes("node_modules")
    return isOutside && /^(vue|vitepress)(\/|$)/.test(id) ? this.resolve(id, fileURLToPath(import.meta.url), { skipSelf: true }) : null
  },
}

export default defineConfig({
  title: "medusa-payment-aplazame",
  description: "Aplazame payments for Medusa v2: instalments, pay in 4 and pay later.",
  srcDir: ROOT,
  srcExclude: ["demo/**", "integration-tests/**", "src/**", "AGENTS.md"],
  outDir: path.join(ROOT, ".docs"),
  cacheDir: path.join(ROOT, "docs/site/.vitepress/cache"),
  rewrites: { "README.md": "index.md" },
  cleanUrls: true,
  vite: { publicDir: false, plugins: [fromHere] },
  // Headings are named as on GitHub: the links are written for both.
  markdown: { anchor: { slugify: slug }, config: sendLinksHome },
  themeConfig: {
    search: { provider: "local" },
    outline: [2, 3],
    sidebar: GROUPS.map(({ text, items }) => ({ text, items: items.map(([name, link]) => ({ text: name, link })) })),
    socialLinks: [{ icon: "github", link: REPOSITORY }],
  },
})
