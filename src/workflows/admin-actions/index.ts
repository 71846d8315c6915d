/** What the operator's buttons run. */
export { ActionError } from "./action-error"
export { decideOperation, decisionOf, type DecisionView } from "./decide-operation"
export { endCredit } from "./end-credit"
export { handleOf, retryOperation, settleOperation, type OperationHandle } from "./operation-actions"
export { actorNames, creditAmong, operationActors, overviewOf, problemView, type Actor, type Overview, type ProblemView } from "./overview"
export { refreshOrder, refreshSoon, type Refreshed } from "./refresh"
export { runAction, type ActionRequest } from "./run-action"
export { translateError } from "./translate-error"
