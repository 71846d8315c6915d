import { USAGE as EMULATOR } from "../emulator/cli-options"

/** What `--help` prints: of the program, and of each command. */
export const USAGE = {
  all: `medusa-payment-aplazame <command>

  emulator    an Aplazame on this machine, to develop and test against
  doctor      looks at the store's configuration and says what will not work
  reconcile   compares Aplazame's orders with the store's, and repairs what is certain

Each command has a --help of its own. doctor and reconcile are run in the store's folder.

Exit code: 0 all is well; 1 something was found; 2 wrong usage, or it could not be run.
`,
  emulator: `${EMULATOR}It needs express, typeorm and sql.js installed beside the package.
`,
  doctor: `medusa-payment-aplazame doctor [options]

Checks keys, regions, currency, notification address, locking, event bus, locale, tables and clock. Changes
nothing. Run it while the store is running: it asks the store's own notification address.

  --json            print { errors, warnings, findings } as JSON
  --help            this text

Exit code: 0 no errors (warnings are none); 1 errors; 2 wrong usage, or the store could not be loaded.
`,
  reconcile: `medusa-payment-aplazame reconcile [options]

  --dry-run         only tell: repair nothing
  --from <date>     orders made since (default: 30 days before --to), as 2026-11-20 or 2026-11-20T10:00:00Z
  --to <date>       orders made until (default: now)
  --json            print { state, orders, differences, repaired, dry_run, from, to, found } as JSON
  --help            this text

Exit code: 0 nothing is left; 1 differences are left for a person, or it was interrupted; 2 wrong usage, or the
store could not be loaded.
`,
} as const

export type Command = Exclude<keyof typeof USAGE, "all">
