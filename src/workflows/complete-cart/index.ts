export { completeCart, type Completion } from "./run-completion"
export { reasonAgainst, type ReasonAgainst } from "./reason-against"
export { messageOf, refusalOf, type CompletionFailure } from "./refusal-of"
