import { USAGE as EMULATOR } from "../emulator/cli-options"

/** What `--help` prints: of the program, and of each command. */
export const USAGE = {
  all: `medusa-payment-aplazame <command>

  init            adds the plugin to a Medusa project and its storefront
  emulator        runs an emulator of Aplazame on this machine, for development and tests
  doctor          checks the store's configuration and reports what will not work
  reconcile       compares the store's orders with Aplazame's and repairs clear differences
  health          reports the health of the integration, for a monitor
  support-bundle  writes a file for support, without keys or personal data

Each command has its own --help. Run init in the project's folder, and doctor, reconcile,
health and support-bundle in the store's folder.

Exit code: 0 no problems; 1 problems were found; 2 wrong usage, or the command could not run.
`,
  emulator: `${EMULATOR}It needs the packages express, typeorm and sql.js.
`,
  init: `medusa-payment-aplazame init [options]

Run it in the root of a Medusa project, with or without a Next.js storefront. It shows what it will change, asks, writes the
changes, and installs the packages with each folder's own package manager. Where it can't make a change, it says what to do
by hand and continues.

  --demo            set up the emulator too: keys, address, packages, a script that starts it
  --yes, -y         do not ask
  --dry-run         only show what would change
  --undo            revert what it has written
  --no-install      do not install packages
  --no-storefront   do not change the storefront
  --backend DIR     the backend's folder, if there are several
  --storefront DIR  the storefront's folder, if there are several or it is elsewhere
  --package SPEC, --storefront-package SPEC
                    install this instead of the released packages, such as file:/tmp/package.tgz
  --help            this text

Exit code: 0 done, or nothing to do; 1 some changes are left to make by hand; 2 wrong usage, or nothing was done.
`,
  doctor: `medusa-payment-aplazame doctor [options]

Checks keys, regions, currency, notification address, locking, event bus, locale, tables and clock. Without --fix it
changes nothing. Run it while the store is running, because it calls the store's own notification address.

  --fix             add Aplazame to every region in euros that has one of its countries
  --json            print { errors, warnings, findings } as JSON, with --fix { fixed } too
  --help            this text

Exit code: 0 no errors (there may be warnings); 1 errors; 2 wrong usage, or the store could not be loaded.
`,
  reconcile: `medusa-payment-aplazame reconcile [options]

  --dry-run         report only; repair nothing
  --from <date>     orders created since (default: 30 days before --to), as 2026-11-20 or 2026-11-20T10:00:00Z
  --to <date>       orders created until (default: now)
  --json            print { state, orders, differences, repaired, dry_run, from, to, found } as JSON
  --help            this text

Exit code: 0 no differences are left; 1 differences need a person, or the run was interrupted; 2 wrong usage, or the
store could not be loaded.
`,
  health: `medusa-payment-aplazame health [options]

Checks the database, waiting operations, notifications, reconciliation and open problems, like GET /admin/aplazame/health.

  --json            print { status, checks } as JSON
  --help            this text

Exit code: 0 nothing is failing (something may need attention); 1 failing; 2 wrong usage, or the store could not
be loaded.
`,
  "support-bundle": `medusa-payment-aplazame support-bundle [options]

Writes versions, masked settings, the doctor's findings, health, credits, ledger, inbox, problems and timeline as JSON. The
file contains no key and no data of shoppers or staff, and only the end of ids that give access to something. Check it
before you send it.

  --order ID        one Medusa order (default: the newest 200 rows of each table)
  --out FILE        the file to write (default: aplazame-support-<moment>.json); an existing file is not overwritten
  --help            this text

Exit code: 0 written; 1 no such order, or it could not be written; 2 wrong usage, or the store could not be loaded.
`,
} as const

export type Command = Exclude<keyof typeof USAGE, "all">
