export { isOpen } from "../../modules/aplazame/operation-state"
export { stateOfRemote as stateOf } from "../../modules/aplazame/order-state"
