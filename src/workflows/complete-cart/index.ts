export { completeCart } from "./run-completion"
export { saleObstacle } from "./sale-obstacle"
export { messageOf, permanentRefusal, type CompletionFailure } from "./permanent-refusal"
