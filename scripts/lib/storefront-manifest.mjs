// The package.json of the storefront's package. What both packages share (version, licence, addresses, Node) is the root's.
import fs from "node:fs"
import path from "node:path"
import { ROOT } from "./medusa.mjs"
import { STOREFRONT } from "./packages.mjs"

/** What its entries may import of others, all of it the shop's own; only what they do import is declared. */
const PEERS = { next: ">=15.0.0", react: ">=18.0.0", "react-dom": ">=18.0.0" }

/**
 * @param {Record<string, string>} entries name of the export -> file without its ending, `./react` -> `react/index`
 * @param {string[]} imported packages
 * @throws when a package is imported that a shop may not have
 */
export function storefrontManifest(entries, imported) {
  const strange = imported.filter((name) => !(name in PEERS))
  if (strange.length) throw new Error(`src/storefront imports ${strange.join(", ")}: a shop has ${Object.keys(PEERS).join(", ")} at most`)
  const { version, license, repository, homepage, bugs, publishConfig, engines } = JSON.parse(fs.readFileSync(path.join(ROOT, "package.json"), "utf8"))
  const peers = Object.keys(PEERS).filter((name) => imported.includes(name))
  return {
    name: STOREFRONT.name,
    version,
    description: "Aplazame payments on the pages of a Medusa shop: browser helper, React parts, widgets of instalments.",
    license,
    keywords: ["medusa", "medusa-v2", "storefront", "aplazame", "payments", "bnpl", "instalments", "pay-later", "react"],
    repository: { ...repository, directory: "src/storefront" },
    homepage: homepage.replace(/#.*/, "/blob/main/docs/storefront.md"),
    bugs,
    publishConfig,
    engines,
    sideEffects: false,
    type: "commonjs",
    // the folders are named as the exports: what reads no exports finds them too
    main: "./index.js",
    module: "./index.mjs",
    types: "./index.d.ts",
    exports: {
      "./package.json": "./package.json",
      ...Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, { import: `./${file}.mjs`, default: `./${file}.js` }])),
    },
    peerDependencies: Object.fromEntries(peers.map((name) => [name, PEERS[name]])),
    peerDependenciesMeta: Object.fromEntries(peers.map((name) => [name, { optional: true }])),
  }
}
