export { completeCart } from "./run-completion"
export { reasonAgainst } from "./reason-against"
export { messageOf, refusalOf, type CompletionFailure } from "./refusal-of"
