const { default: Sequencer } = require("@jest/test-sequencer")

/** Files that take longest, first: the workers then end at about the same time. jest's own guess is the file's size, and ours are small. */
const LONGEST = ["credit-panel.spec", "credit-refunds.spec", "shopper.spec", "notifications.spec", "notified-sales.spec", "operator.spec", "admin-api.spec", "hooks.spec", "credit-outages.spec", "schedules.spec", "purchases.spec", "own-completion.spec", "reconcile.spec"]

const rank = (file) => {
  const place = LONGEST.findIndex((name) => file.includes(`/${name}`))
  return place < 0 ? LONGEST.length : place
}

module.exports = class extends Sequencer {
  sort(tests) {
    return [...tests].sort((a, b) => rank(a.path) - rank(b.path))
  }
}
