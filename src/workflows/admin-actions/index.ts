/** What the operator's buttons run. */
export { ActionError, ACTION_CODES, type ActionCode, type ActionFigures } from "./action-error"
export { decideOperation, decisionOf, type Actor, type AllowedAnswer, type DecisionView, type FiguresNow } from "./decide-operation"
export { endCredit } from "./end-credit"
export { handleOf, retryOperation, settleOperation, type OperationHandle } from "./operation-actions"
export { askers, overviewOf, problemView, type Asker, type Overview, type ProblemView } from "./overview"
export { refreshOrder, refreshSoon, type LiveFigures, type Refreshed } from "./refresh"
export { runAction, type ActionRequest } from "./run-action"
export { translateError } from "./translate-error"
