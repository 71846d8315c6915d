import { parseOptions, type AplazameOptions } from "./options"

const PACKAGE = "medusa-payment-aplazame"
const PAYMENT_MODULE = "@medusajs/medusa/payment"
/** What the provider asks of the app container; Medusa hands over only what is named here. */
const DEPENDENCIES = ["aplazame", "query", "locking"]

type Entry = {
  resolve?: string
  id?: string
  key?: string
  options?: Record<string, unknown>
  dependencies?: string[]
  [extra: string]: unknown
}
type Modules = Entry[] | Record<string, Entry | false | undefined>
/** What of a configuration is read or written; everything else goes through untouched. */
type ConfigLike = { projectConfig?: unknown; plugins?: unknown; modules?: unknown; admin?: object }

/** The provider's id: `pp_aplazame_aplazame`, after Medusa's own habit (`pp_stripe_stripe`). */
export const PROVIDER_CONFIG_ID = "aplazame"

/**
 * Adds Aplazame to a store's configuration: the plugin (module, routes, subscribers, jobs, admin), the
 * payment provider, and the provider's dependencies. *Copy payment link* of Medusa's admin leads to `storefrontUrl`, unless
 * `admin.storefrontUrl` says otherwise. Keeps the other payment providers, and may be
 * called on what goes into `defineConfig` or on what comes out of it.
 *
 * ```ts
 * module.exports = withAplazame(defineConfig({ projectConfig: { ... } }), { privateKey, publicKey, ... })
 * ```
 *
 * @param source where the code is: the installed package, or `"project"` for this repository itself.
 * @throws AplazameOptionsError with one sentence that names the wrong option
 */
export function withAplazame<C extends ConfigLike>(
  config: C,
  options: AplazameOptions,
  source: "package" | "project" = "package"
): C {
  const { storefrontUrl } = parseOptions(options)
  const local = source === "project"
  const provider: Entry = {
    resolve: local ? "./src/providers/aplazame" : `${PACKAGE}/providers/aplazame`,
    id: PROVIDER_CONFIG_ID,
    options: { ...options },
  }
  const modules = addProvider((config.modules ?? []) as Modules, provider)
  const base = config.admin ? { ...config, admin: { storefrontUrl, ...config.admin } } : config
  if (local) return { ...base, modules: addModule(modules, { resolve: "./src/modules/aplazame", options: { ...options } }) }
  const plugins: unknown[] = Array.isArray(config.plugins) ? config.plugins : []
  const others = plugins.filter((plugin) => plugin !== PACKAGE && (plugin as Entry | null)?.resolve !== PACKAGE)
  return { ...base, modules, plugins: [...others, { resolve: PACKAGE, options: { ...options } }] }
}

/** The payment module has one entry: a second one would replace the first and its providers with it. */
function addProvider(modules: Modules, provider: Entry): Modules {
  if (!Array.isArray(modules)) {
    const { payment } = modules
    return { ...modules, payment: merged(payment || { resolve: PAYMENT_MODULE }, provider) }
  }
  const index = modules.findIndex((m) => m.key === "payment" || m.resolve === PAYMENT_MODULE || m.resolve === "@medusajs/payment")
  if (index < 0) return [...modules, merged({ resolve: PAYMENT_MODULE }, provider)]
  return modules.map((m, i) => (i === index ? merged(m, provider) : m))
}

function merged(entry: Entry, provider: Entry): Entry {
  const providers = Array.isArray(entry.options?.providers) ? (entry.options.providers as Entry[]) : []
  const others = providers.filter((p) => !(p.resolve === provider.resolve && p.id === provider.id))
  return {
    ...entry,
    dependencies: [...new Set([...(entry.dependencies ?? []), ...DEPENDENCIES])],
    options: { ...entry.options, providers: [...others, provider] },
  }
}

function addModule(modules: Modules, entry: Entry): Modules {
  return Array.isArray(modules) ? [...modules, entry] : { ...modules, aplazame: entry }
}
