/** What an error says, for the log: also one that has lost its class in Medusa's workflow engine. */
export function messageOf(error: unknown): string {
  const message = typeof error === "object" && error !== null && "message" in error ? error.message : error
  return typeof message === "string" && message !== "" ? message : "failed"
}
