import { JOB_NAMES } from "../modules/aplazame/names"
import { jobInBackground } from "../workflows/background"
import { resumeAllDue } from "../workflows/resume-operations"

/** Every few seconds: what is due in the ledger. Safe to run anywhere, any number of times at once. */
export default jobInBackground(resumeAllDue)

export const config = { name: JOB_NAMES.resumeOperations, schedule: { interval: 5_000 } }
