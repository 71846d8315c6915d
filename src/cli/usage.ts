import { USAGE as EMULATOR } from "../emulator/cli-options"

/** What `--help` prints: of the program, and of each command. */
export const USAGE = {
  all: `medusa-payment-aplazame <command>

  init            puts the plugin into a Medusa project and its storefront
  emulator        an Aplazame on this machine, to develop and test against
  doctor          looks at the store's configuration and says what will not work
  reconcile       compares Aplazame's orders with the store's, and repairs what is certain
  health          says whether anything stands still, for a monitor
  support-bundle  writes a file for whoever helps, without keys and personal data

Each command has a --help of its own. init is run in the project's folder, doctor, reconcile,
health and support-bundle in the store's.

Exit code: 0 all is well; 1 something was found; 2 wrong usage, or it could not be run.
`,
  emulator: `${EMULATOR}It needs express, typeorm and sql.js installed beside the package.
`,
  init: `medusa-payment-aplazame init [options]

Run it in the root of a Medusa project, with or without a storefront of Next.js. Shows what it will change, asks, writes,
and installs, each folder by its own package manager. Where a place is not as it expects it says what to do there, and
goes on.

  --demo            with the emulator: its keys and address, what it needs, a script that starts it
  --yes, -y         do not ask
  --dry-run         only show what would change
  --undo            take back what it has written
  --no-install      leave the installing to me
  --no-storefront   leave the storefront alone
  --backend DIR     where there are several
  --storefront DIR  where there are several, or it is elsewhere
  --package SPEC, --storefront-package SPEC
                    what to install in place of the released packages, such as file:/tmp/package.tgz
  --help            this text

Exit code: 0 done, or nothing to do; 1 places are left for a person; 2 wrong usage, or nothing was done.
`,
  doctor: `medusa-payment-aplazame doctor [options]

Checks keys, regions, currency, notification address, locking, event bus, locale, tables and clock. Without --fix it
changes nothing. Run it while the store is running: it asks the store's own notification address.

  --fix             add Aplazame to every region in euros that sells to one of its countries
  --json            print { errors, warnings, findings } as JSON, with --fix { fixed } too
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
  health: `medusa-payment-aplazame health [options]

Database, operations that wait, notifications, reconciliation, open problems. GET /admin/aplazame/health says the same.

  --json            print { status, checks } as JSON
  --help            this text

Exit code: 0 nothing stands still (somebody may still have to look); 1 failing; 2 wrong usage, or the store could not
be loaded.
`,
  "support-bundle": `medusa-payment-aplazame support-bundle [options]

Writes versions, masked settings, the doctor's answers, health, and credits, ledger, inbox, problems and timeline, as
JSON. No key is in it, nothing about a shopper or a member of staff, and of ids that open something only the end. Look
at it before you send it.

  --order ID        of Medusa's order (default: the newest 200 rows of each table)
  --out FILE        where to write (default: aplazame-support-<moment>.json here); a file that is there is kept
  --help            this text

Exit code: 0 written; 1 no such order, or it could not be written; 2 wrong usage, or the store could not be loaded.
`,
} as const

export type Command = Exclude<keyof typeof USAGE, "all">
