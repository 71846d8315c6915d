import { withStore } from "../support/aplazame-store"
import { OWN_COMPLETION, ownCompletion } from "./cases/own-completion"

withStore("own completion", { completeCart: OWN_COMPLETION }, (bench) => describe("a store that completes carts by itself", () => ownCompletion(bench)), { keepData: true })
