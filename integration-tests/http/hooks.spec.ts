import { withStore } from "../support/aplazame-store"
import { hooks } from "./cases/hooks"

// A process of its own: what registers a hook does so for all that run in it.
withStore("hooks", {}, (bench) => describe("a store with hooks of its own", () => hooks(bench)), { keepData: true })
