import { serve } from "./serve"

serve(process.argv.slice(2), process.env).catch((error: unknown) => {
  const message = error instanceof Error ? error.message : "it could not start"
  process.stderr.write(`aplazame emulator: ${message}\n`)
  process.exit(1)
})
