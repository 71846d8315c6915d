import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"

setFlagsFromString("--expose-gc")
const collect: () => void = runInNewContext("gc")

/** What the process holds on to once everything else was collected, in megabytes. */
export const heldMegabytes = (): number => {
  collect()
  return process.memoryUsage().heapUsed / 2 ** 20
}
