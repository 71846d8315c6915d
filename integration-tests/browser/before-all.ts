import { startDemo } from "./demo"

const START_MS = 300_000

/** jest's globalSetup of the browser tests: one demo for all of them. */
export default (): Promise<void> => startDemo(START_MS)
