import { withStore } from "../support/aplazame-store"
import { captureHooks } from "./cases/capture-hooks"
import { hooks } from "./cases/hooks"
import { saleHooks } from "./cases/sale-hooks"

// A process of its own: what registers a hook does so for all that run in it.
withStore(
  "hooks",
  {},
  (bench) => {
    describe("a store with hooks of its own", () => hooks(bench))
    describe("a store with hooks before and after a sale", () => saleHooks(bench))
    describe("a store with a hook before a capture", () => captureHooks(bench))
  },
  { keepData: true }
)
