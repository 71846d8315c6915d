import path from "node:path"
import { ROOT } from "../../scripts/lib/medusa.mjs"
import { scriptOptions } from "../../scripts/lib/script-options.mjs"

const USAGE = `npm run demo [-- options]

  --scripted    plays purchases, captures, refunds and cancels by itself and checks every cent;
                own fresh data and free ports, so it can run beside another demo
  --fresh       forgets the data of earlier starts
  --data DIR    where the data lies (default .demo)
  --any-port    takes free ports at once instead of 8000, 9000 and 4010
  --no-admin    without the admin (a little less memory)
  --help        this text

DATABASE_URL names a Postgres to use instead of the embedded one.
`

/** @returns {{ scripted: boolean, fresh: boolean, data: string, anyPort: boolean, admin: boolean }} */
export function readOptions() {
  const values = scriptOptions(USAGE, {
    scripted: { type: "boolean", default: false },
    fresh: { type: "boolean", default: false },
    data: { type: "string", default: ".demo" },
    "any-port": { type: "boolean", default: false },
    "no-admin": { type: "boolean", default: false },
  })
  return {
    scripted: values.scripted,
    fresh: values.fresh,
    data: path.resolve(ROOT, values.data),
    anyPort: values["any-port"] || values.scripted,
    admin: !values["no-admin"] && !values.scripted,
  }
}
