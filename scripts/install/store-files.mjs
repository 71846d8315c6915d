// A Medusa store as `create-medusa-app` makes one, less what nobody needs for selling: its files.
import fs from "node:fs"
import path from "node:path"
import { STOREFRONT } from "../lib/packages.mjs"

const json = (value) => `${JSON.stringify(value, null, 2)}\n`

/** Of the store itself, at one version of Medusa; the tarball is all that comes from this repository. */
const packageJson = (medusa, tarball, more = {}) => ({
  name: "fresh-store",
  version: "1.0.0",
  private: true,
  dependencies: {
    ...Object.fromEntries(["admin-sdk", "cli", "framework", "medusa"].map((name) => [`@medusajs/${name}`, medusa])),
    "medusa-payment-aplazame": `file:${tarball}`,
    ...more,
  },
  devDependencies: {
    "@swc/core": "^1.7.28", "@types/node": "^20.12.11", "@types/react": "^18.3.2", "@types/react-dom": "^18.2.25",
    react: "^18.3.1", "react-dom": "^18.3.1", "ts-node": "^10.9.2", typescript: "^5.6.2", vite: "^7.0.0",
    // for the emulator, as the README says
    express: "^4", typeorm: "^1", "sql.js": "^1",
  },
})

const compilerOptions = {
  target: "ES2021", module: "Node16", moduleResolution: "Node16", esModuleInterop: true, experimentalDecorators: true, emitDecoratorMetadata: true,
  skipLibCheck: true, strict: true, resolveJsonModule: true, jsx: "react-jsx", outDir: "./.medusa/server", rootDir: "./",
}

/** In production Medusa keeps a session only on https: whoever signs in to the admin on http://localhost is out again at once. */
const COOKIE_OF_HTTP = `
      cookieOptions: { secure: false, sameSite: "lax" },`

/** The README's "Install", with what every store has, and the emulator's address. */
const configOf = ({ lookedAt }) => `import { defineConfig, loadEnv } from "@medusajs/framework/utils"
import { withAplazame } from "medusa-payment-aplazame/config"

loadEnv(process.env.NODE_ENV || "development", process.cwd())

module.exports = withAplazame(
  defineConfig({
    projectConfig: {
      databaseUrl: process.env.DATABASE_URL,${lookedAt ? COOKIE_OF_HTTP : ""}
      http: {
        storeCors: process.env.STORE_CORS!,
        adminCors: process.env.ADMIN_CORS!,
        authCors: process.env.AUTH_CORS!,
        jwtSecret: process.env.JWT_SECRET,
        cookieSecret: process.env.COOKIE_SECRET,
      },
    },
  }),
  {
    privateKey: process.env.APLAZAME_PRIVATE_KEY!,
    publicKey: process.env.APLAZAME_PUBLIC_KEY!,
    sandbox: process.env.APLAZAME_SANDBOX !== "false",
    backendUrl: process.env.MEDUSA_BACKEND_URL!,
    storefrontUrl: process.env.STOREFRONT_URL!,
    apiBaseUrl: process.env.APLAZAME_API_BASE_URL,
    // off, its routes answer as if they were not there
    storeReading: true,
  }
)
`

/** @param {{ folder: string, medusa: string, tarball: string, more?: Record<string, string>, lookedAt?: boolean }} store medusa: an exact version; more: packages that it names beside; lookedAt: a person signs in to its admin */
export function writeStore({ folder, medusa, tarball, more, lookedAt = false }) {
  fs.mkdirSync(path.join(folder, "src"), { recursive: true })
  fs.writeFileSync(path.join(folder, "package.json"), json(packageJson(medusa, tarball, more)))
  fs.writeFileSync(path.join(folder, "tsconfig.json"), json({ "ts-node": { swc: true }, compilerOptions, include: ["**/*"], exclude: ["node_modules", ".medusa", "types-check"] }))
  fs.writeFileSync(path.join(folder, "medusa-config.ts"), configOf({ lookedAt }))
}

/**
 * A shop's pages as a React or Next project has them, with nothing of Medusa but what it asks for itself.
 * @param {{ folder: string, tarball: string, more?: Record<string, string> }} shop more: packages that it names beside
 */
export function writeShop({ folder, tarball, more }) {
  fs.mkdirSync(folder, { recursive: true })
  // only where an entry is for Next.js: the types of that entry name Next's
  const { peerDependencies } = JSON.parse(fs.readFileSync(path.join(STOREFRONT.folder, "package.json"), "utf8"))
  const next = "next" in peerDependencies ? { next: "^15.5.0" } : {}
  fs.writeFileSync(path.join(folder, "package.json"), json({
    name: "fresh-shop", version: "1.0.0", private: true,
    dependencies: { [STOREFRONT.name]: `file:${tarball}`, react: "19.0.5", "react-dom": "19.0.5", ...next, ...more },
    devDependencies: { "@types/node": "^20.12.11", "@types/react": "19.0.5", "@types/react-dom": "19.0.5", typescript: "^5.6.2" },
  }))
}

/** What the official starter's backend names of the dashboard's packages, at the dashboard's own versions. */
const OF_THE_DASHBOARD = ["@medusajs/ui", "@tanstack/react-query", "react-i18next", "react-router-dom"]

/**
 * A pnpm workspace as the official starter is one: the store in `apps/backend`, a shop in `apps/storefront`.
 * @param {{ root: string, medusa: string, tarballs: { main: string, storefront: string }, dashboard: Record<string, string> }} workspace dashboard: dependencies of Medusa's dashboard
 * @returns {{ backend: string, storefront: string }} folders
 */
export function writeWorkspace({ root, medusa, tarballs, dashboard }) {
  const backend = path.join(root, "apps", "backend")
  const storefront = path.join(root, "apps", "storefront")
  fs.mkdirSync(storefront, { recursive: true })
  fs.writeFileSync(path.join(root, "package.json"), json({ name: "fresh-workspace", private: true }))
  fs.writeFileSync(path.join(root, "pnpm-workspace.yaml"), 'packages:\n  - "apps/**"\n  - "!apps/backend/.medusa/**"\n')
  fs.writeFileSync(path.join(root, ".npmrc"), "auto-install-peers=true\n")
  writeStore({
    folder: backend, medusa, tarball: tarballs.main,
    more: { ...Object.fromEntries(["admin-shared", "caching", "dashboard", "draft-order"].map((name) => [`@medusajs/${name}`, medusa])), ...Object.fromEntries(OF_THE_DASHBOARD.map((name) => [name, dashboard[name]])), zod: dashboard.zod },
  })
  writeShop({ folder: storefront, tarball: tarballs.storefront, more: { "@medusajs/js-sdk": medusa } })
  return { backend, storefront }
}
