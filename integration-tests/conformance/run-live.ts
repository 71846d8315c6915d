import { compareWithSandbox } from "./live"

const { APLAZAME_PRIVATE_KEY: privateKey = "", APLAZAME_API_BASE_URL: url = "https://api.aplazame.com" } = process.env

compareWithSandbox({ url: url.replace(/\/+$/, ""), privateKey }).then(
  (lines) => console.log(lines.join("\n")),
  (error: unknown) => {
    console.log(`It could not be compared: ${error instanceof Error ? error.name : "unknown failure"}`)
    process.exitCode = 1
  },
)
