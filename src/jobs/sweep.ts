import { JOB_NAMES } from "../modules/aplazame/names"
import { jobInBackground } from "../workflows/background"
import { sweep } from "../workflows/sweep"

/** Every minute: finds what lost events and ended processes left undone. */
export default jobInBackground(sweep)

export const config = { name: JOB_NAMES.sweep, schedule: { interval: 60_000 } }
