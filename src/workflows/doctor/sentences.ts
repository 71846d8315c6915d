import { POSTGRES_LOCKS } from "../../modules/aplazame/lock-keeper"
import type { Finding } from "./finding"

/** The command's sentences, by `id.detail`; the admin has its own in three languages under the same names. */
const SENTENCES: Record<string, string> = {
  "keys.ok": "Aplazame knows the private key.",
  "keys.refused": "Aplazame refuses the private key ({reason}): check APLAZAME_PRIVATE_KEY and the sandbox setting.",
  "keys.unreachable": "Aplazame can't be reached ({reason}): check the network and apiBaseUrl.",
  "public_key.ok": "The public key belongs to the private one.",
  "public_key.differs": "The public key is not the one that belongs to the private key: the checkout would not open.",
  "previous_keys.accepted": "Notifications with an earlier private key are still accepted (keys: {keys}). Remove previousPrivateKeys when Aplazame sends only the new one.",
  "sandbox_side.ok": "Aplazame answers with {side} orders, as configured.",
  "sandbox_side.differs": "Aplazame answers from another environment than the configured one: {side}.",
  "sandbox_in_production.on": "The store runs in production with Aplazame's sandbox: nobody is paid.",
  "region_without_provider.ok": "Regions that offer Aplazame: {regions}.",
  "region_without_provider.missing": "Region {region} sells where Aplazame works and does not offer it: add the provider to the region.",
  "region_currency.not_hundredths": "Region {region} offers Aplazame in {currency}, which does not count in hundredths.",
  "region_currency.not_euro": "Region {region} offers Aplazame in {currency}, in which it is never shown to a shopper. Aplazame needs EUR: change the region's currency, or take the provider out of the region.",
  "region_currency.needs_euro": "Region {region} sells where Aplazame works, in {currency}. Aplazame needs EUR: move those countries to a region in EUR, or change the currency of this one; then run doctor --fix.",
  "country_without_region.missing": "No region sells to {country}, which is among the plugin's countries.",
  "notification_url.ok": "Notifications arrive at {url}.",
  "notification_url.unknown_host": "The host of {url} does not exist: set backendUrl to the store's public address.",
  "notification_url.private": "Aplazame can't reach {url} from outside: set backendUrl to the store's public address.",
  "notification_url.no_answer": "Nothing answers at {url}.",
  "notification_url.wrong": "What answers at {url} is not this plugin's route: check backendUrl and the proxy in front.",
  "notification_url.emulator": "{url} is an address of this machine or network: enough for an emulator, not for Aplazame.",
  "notification_url.not_https": "{url} is not https: Aplazame sends its key with every notification.",
  "locking.ok": "Locks are shared between processes.",
  "locking.in_memory": "Locks are in memory: run one process only, or configure the Locking module with Redis.",
  "locking.in_postgres": POSTGRES_LOCKS,
  "event_bus.ok": "Events are shared between processes.",
  "event_bus.in_memory": "Events are in memory: they are lost when the process ends; configure the Redis event bus.",
  "workflow_engine.ok": "Jobs are shared between processes.",
  "workflow_engine.in_memory": "Workflows and jobs are in memory: every process runs every job; configure the Redis workflow engine.",
  "locale.ok": "The machine's locale ({locale}) writes decimals with a point.",
  "locale.comma": "The machine's locale ({locale}) writes decimals with a comma, which switches Medusa's rounding off: start with LC_ALL=en_US.UTF-8.",
  "medusa.ok": "Medusa {version} is supported.",
  "medusa.unsupported": "Medusa {version} is not supported. Supported are {from} or later, below {below}. Payments may fail without a warning.",
  "medusa.unknown": "The version of Medusa is not known. Supported are {from} or later, below {below}.",
  "migrations.ok": "The database has the plugin's tables.",
  "migrations.missing": "Missing in the database: {missing}. Run medusa db:migrate.",
  "commits.ok": "The database keeps what it has confirmed when it crashes.",
  "commits.lost": "synchronous_commit is off: a crash of the database loses the newest checkouts and payments, which Aplazame still has. Set it to on for the store's database and user.",
  "dependencies.ok": "The payment module gives the provider what it needs.",
  "dependencies.missing": "The payment module's entry lacks dependencies: {missing}. Use withAplazame() in medusa-config.",
  "clock.ok": "The clocks of this machine and Aplazame differ by {seconds} s.",
  "clock.skewed": "The clocks of this machine and Aplazame differ by {seconds} s: check the time service.",
  "clock.no_date": "Aplazame's answer has no date to compare the clock with.",
  "clock.no_answer": "Aplazame gave no answer to compare the clock with.",
}

/** A finding in English. */
export function sentenceOf({ id, detail, figures }: Finding): string {
  const sentence = SENTENCES[`${id}.${detail}`] ?? `${id}: ${detail}`
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(figures[name] ?? whole))
}

/** Every sentence's name, so that the admin's languages can be checked against them. */
export const SENTENCE_NAMES: readonly string[] = Object.keys(SENTENCES)
