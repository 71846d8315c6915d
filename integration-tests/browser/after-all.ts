import { stopDemo } from "./demo"

/** jest's globalTeardown of the browser tests: the demo ends, and its data go. */
export default (): Promise<void> => stopDemo()
