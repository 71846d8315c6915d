import { parseArgs } from "node:util"

/** What `init` is asked to do. */
export type InitArgs = {
  demo: boolean
  yes: boolean
  dryRun: boolean
  undo: boolean
  install: boolean
  /** Folders, where they are not found by themselves; `false`: leave the storefront alone. */
  backend?: string
  storefront?: string | false
  /** What to install in place of the released packages, such as `file:/tmp/package.tgz`. */
  packageSpec?: string
  storefrontPackageSpec?: string
}

/** Reads the command line; throws one sentence for what it does not understand. */
export function readInitArgs(args: readonly string[]): InitArgs {
  const flag = { type: "boolean", default: false } as const
  const { values } = parseArgs({
    args: [...args],
    options: {
      demo: flag, yes: { ...flag, short: "y" }, "dry-run": flag, undo: flag, "no-install": flag, "no-storefront": flag,
      backend: { type: "string" }, storefront: { type: "string" }, package: { type: "string" }, "storefront-package": { type: "string" },
    },
  })
  if (values["no-storefront"] && values.storefront !== undefined) throw new Error("--storefront and --no-storefront exclude each other")
  if (values["dry-run"] && values.yes) throw new Error("--dry-run and --yes exclude each other")
  return {
    demo: values.demo, yes: values.yes, dryRun: values["dry-run"], undo: values.undo, install: !values["no-install"],
    backend: values.backend, storefront: values["no-storefront"] ? false : values.storefront,
    packageSpec: values.package, storefrontPackageSpec: values["storefront-package"],
  }
}
