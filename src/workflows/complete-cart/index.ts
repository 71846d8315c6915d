export { completeCart } from "./run-completion"
export { saleObstacle } from "./sale-obstacle"
export { permanentRefusal, type CompletionFailure } from "./permanent-refusal"
