import { AplazameValidationError } from "../errors/classes"

/**
 * Encodes one part of a path, once (Aplazame's own Magento plugins encode twice; nothing documents that).
 *
 * @throws AplazameValidationError for an empty reference and for `.` and `..`, which no encoding protects:
 * they would silently address another resource.
 */
export function pathPart(operation: string, name: string, ref: string): string {
  if (typeof ref !== "string" || ref.trim() === "" || ref === "." || ref === "..") {
    const message = `${name} must be a non-empty identifier`
    throw new AplazameValidationError({
      operation,
      effect: "none",
      message: `${operation} was not sent: ${message}`,
      fields: { [name]: [message] },
    })
  }
  return encodeURIComponent(ref)
}
