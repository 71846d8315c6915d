/** A command that something runs: the file that does, and a text in it that is the run. */
type RunByFile = { command: string; file: string; says: string }
/** A command that nothing runs: who does, and why no machine. */
type RunByPerson = { command: string; person: "before a release" | "at work"; why: string }
export type Run = RunByFile | RunByPerson

const CI = ".ci/run"
const WORKFLOW = ".github/workflows/ci.yml"
const RELEASE = ".github/workflows/release.yml"
const INSTALL = "scripts/test-install.mjs"
/** Below test-install.mjs: left out where the registry does not answer. */
const STORE = "scripts/install/fresh-store.mjs"
/** Its commands one by one, which npm run installed starts too. */
const LIFE = "scripts/install/store-life.mjs"
const COMMAND = "src/cli/__tests__/read-command.unit.spec.ts"
const INIT = "src/cli/init/__tests__/init.unit.spec.ts"
/** Starts this repository's scripts as the documents say, as far as that costs a second. */
const LINES = "scripts/__tests__/command-lines.unit.spec.ts"

/**
 * Where each command of the documents is run. The names are those of `normalised`. The package's emulator and
 * `npm run emulator` are one program, so that what is tried with one of them holds for both.
 */
export const RUNS: readonly Run[] = [
  // what a change must pass
  { command: ".ci/run", file: WORKFLOW, says: "run: ./.ci/run" },
  { command: "npm ci", file: CI, says: "\nnpm ci\n" },
  { command: "npm run lint", file: CI, says: "\nnpm run lint\n" },
  { command: "npm run typecheck", file: CI, says: "\nnpm run typecheck\n" },
  { command: "npm run size", file: CI, says: "\nnpm run size -- --check\n" },
  { command: "npm run size -- --check", file: CI, says: "\nnpm run size -- --check\n" },
  { command: "npm run openapi -- --check", file: CI, says: "\nnpm run openapi -- --check\n" },
  { command: "npm run docs", file: CI, says: "\nnpm run docs\n" },
  { command: "npm run images", person: "at work", why: "makes pictures that a person looks at, when a page has changed" },
  { command: "npm run docs -- --serve", person: "at work", why: "shows the site that the check has built, until it is stopped" },
  { command: "npm run openapi", person: "at work", why: "writes docs/; whoever changes a route is told to by --check" },
  { command: "npm run size -- --write", person: "at work", why: "writes the README; whoever changes the helper is told to by --check" },
  { command: "npm test", file: CI, says: "\nnpm test\n" },
  { command: "npm test -- unit", person: "at work", why: "a part of npm test, which runs every stage; a stage inside a stage would write over its report" },
  { command: "TEST_EXPRESS=/folder/node_modules/express npm run test:unit src/emulator", person: "at work", why: "the emulator's own tests once more, on an express that this repository does not install" },
  { command: "npm test -- --medusa N", file: WORKFLOW, says: "run: npm test -- --medusa ${{ matrix.medusa }} unit modules http" },
  { command: "APLAZAME_DEMO_READY=.demo/ready.json npm test -- browser", person: "at work", why: "saves the start of a demo while somebody writes a browser test" },

  // the package, and a store that has nothing but it
  { command: "npm run build", file: INSTALL, says: 'path.join(ROOT, "scripts", "build.mjs")' },
  { command: "npm run test:install", file: CI, says: "\nnpm run test:install -- --all --offline-ok\n" },
  { command: "npm run test:install -- --offline-ok", file: CI, says: "\nnpm run test:install -- --all --offline-ok\n" },
  { command: "npm run test:install -- --oldest", file: WORKFLOW, says: "run: npm run test:install -- --oldest" },
  { command: "npm run test:install -- --pnpm", file: WORKFLOW, says: "option: --pnpm" },
  { command: "npm run test:install -- --all", file: CI, says: "\nnpm run test:install -- --all --offline-ok\n" },
  { command: "npm run test:install -- --all --offline-ok", file: CI, says: "\nnpm run test:install -- --all --offline-ok\n" },
  { command: "npm run test:install -- --upgrade-from N", person: "before a release", why: "installs two stores for one answer" },
  { command: "npm run test:install -- --yarn", file: WORKFLOW, says: "option: --yarn" },
  { command: "npm run test:install -- --medusa N", file: WORKFLOW, says: "run: npm run test:install -- --medusa ${{ matrix.medusa }}" },
  { command: "npm install medusa-payment-aplazame", file: "scripts/install/managers.mjs", says: 'npm: { command: "npm", install: ["install"' },
  { command: "npm install --save-dev express@^4 typeorm@^1 sql.js@^1", file: "scripts/install/store-files.mjs", says: 'express: "^4", typeorm: "^1", "sql.js": "^1"' },
  { command: "npx medusa db:migrate", file: LIFE, says: 'succeed(bin("medusa"), ["db:migrate"' },
  { command: "npx medusa build", file: LIFE, says: 'succeed(bin("medusa"), ["build"]' },
  { command: "npx medusa start", file: LIFE, says: 'children.start(bin("medusa"), ["start"' },
  { command: "npx medusa develop", person: "at work", why: "Medusa's own; the demo and npm run store start the same store by medusa start with NODE_ENV=development" },
  { command: "npm install medusa-payment-aplazame-storefront", file: "scripts/install/managers.mjs", says: 'npm: { command: "npm", install: ["install"' },
  { command: "pnpm --filter @dtc/storefront add medusa-payment-aplazame-storefront", person: "at work", why: "in a shop of somebody's, and only once the package is published" },

  { command: "npm run test:starter", person: "before a release", why: "needs the official starter, which is not ours, and a quarter of an hour" },
  { command: "npm run test:starter -- --starter FOLDER", person: "at work", why: "as above, with a copy of it" },

  // the package's own commands
  { command: "npx medusa-payment-aplazame init", file: INIT, says: 'await init("--yes")' },
  { command: "npx medusa-payment-aplazame init --demo", file: INIT, says: 'await init("--demo", "--yes")' },
  { command: "npx medusa-payment-aplazame init --dry-run", file: INIT, says: 'await init("--dry-run")' },
  { command: "npx medusa-payment-aplazame init --undo", file: INIT, says: 'await init("--undo", "--yes")' },
  { command: "npx medusa-payment-aplazame doctor --fix", person: "at work", why: "npm run test:starter runs it in a store; what it does is tested by the http stage" },
  { command: "cp .env .medusa/server/.env", person: "at work", why: "a machine's own variables" },
  { command: "npx medusa-payment-aplazame doctor", file: STORE, says: 'cli(["doctor", "--json"])' },
  { command: "npx medusa-payment-aplazame health", file: STORE, says: 'cli(["health", "--json"])' },
  { command: "npx medusa-payment-aplazame support-bundle", file: STORE, says: '"support-bundle", "--out", file' },
  { command: "npx medusa-payment-aplazame support-bundle --out FILE", file: STORE, says: '"support-bundle", "--out", file' },
  { command: "npx medusa-payment-aplazame support-bundle --order order_01K…", file: COMMAND, says: '"--order", "order_01KAMX80"' },
  { command: "npx medusa-payment-aplazame reconcile --dry-run", file: STORE, says: 'cli(["reconcile", "--dry-run", "--json"])' },
  { command: "npx medusa-payment-aplazame reconcile --from", file: COMMAND, says: '"--from", "2026-11-01"' },
  { command: "npx medusa-payment-aplazame reconcile --to", file: COMMAND, says: '"--to", "2026-11-19"' },
  { command: "npx medusa-payment-aplazame emulator", file: LIFE, says: '["medusa-payment-aplazame", "emulator"' },
  { command: "npx medusa-payment-aplazame emulator --port", file: LIFE, says: '"emulator", "--port", "0", "--json"' },
  { command: "npx medusa-payment-aplazame emulator --port N --data file", file: LINES, says: '"--port", "0", "--host", "127.0.0.1", "--data"' },
  { command: "npx medusa-payment-aplazame emulator --data", file: LINES, says: '"--port", "0", "--host", "127.0.0.1", "--data"' },
  { command: "npx medusa-payment-aplazame emulator --host", file: LINES, says: '"--port", "0", "--host", "127.0.0.1", "--data"' },
  { command: "npx medusa-payment-aplazame emulator --host N", file: LINES, says: '"--port", "0", "--host", "127.0.0.1", "--data"' },
  { command: "npx medusa-payment-aplazame <command> --help", file: COMMAND, says: 'for (const flag of ["--help", "-h"])' },
  { command: "npx medusa-payment-aplazame <command> --json", file: STORE, says: '["reconcile", "--dry-run", "--json"]' },
  { command: "npx medusa exec ./src/scripts/doctor.ts", person: "before a release", why: "test:install runs the same script in a store, by the package's command" },
  { command: "npx medusa exec ./src/scripts/reconcile.ts -- --dry-run", person: "before a release", why: "as the doctor" },

  // to try it
  { command: "npm run demo", file: "integration-tests/browser/demo.ts", says: 'join(ROOT, "demo", "start.mjs")' },
  { command: "npm run demo -- --scripted", person: "before a release", why: "minutes; what it plays is played in parts by the http stage" },
  { command: "npm run demo -- --fresh", person: "before a release", why: "to be clicked through; the browser stage starts one with a folder of its own" },
  { command: "npm run installed", person: "at work", why: "serves a store to be looked at; its commands are those of test:install" },
  { command: "npm run installed -- --built", person: "at work", why: "as above" },
  { command: "npm run installed -- --fresh", person: "at work", why: "as above" },
  { command: "npm run installed -- --folder DIR", person: "at work", why: "as above" },
  { command: "npm run store", person: "before a release", why: "boots a store that the demo boots too; its refusal of a wrong variable is tested" },
  { command: "npm run emulator", file: LINES, says: 'script("emulator")' },

  // long ones
  { command: "npm run test:conformance", person: "at work", why: "writes docs/; npm test plays the same and compares the page" },
  { command: "npm run test:conformance -- --live", file: LINES, says: '"test:conformance", ["--live"]' },
  { command: "npm run test:faults", person: "before a release", why: "hours; npm test runs a short form of its schedules" },
  { command: "npm run test:faults -- --runs N", person: "before a release", why: "as above" },
  { command: "npm run test:faults -- --only schedules --seed N --path N", person: "at work", why: "repeats a schedule that failed" },
  { command: "npm run test:faults -- --cluster --runs N", person: "before a release", why: "as above; npm test runs the cluster stage" },
  { command: "npm run test:faults -- --cluster --only cluster-schedules --seed N --path N", person: "at work", why: "repeats a schedule that failed" },
  { command: "npm run bench", person: "before a release", why: "means something on an idle machine only" },
  { command: "npm run bench -- --full", person: "before a release", why: "as above, an hour of it" },
  { command: "npm run bench -- --write", person: "before a release", why: "as above, and keeps the figures" },
  { command: "npm run bench -- --only checkout,calls --rounds N", person: "at work", why: "a part of it, while that part is changed" },

  // publishing
  { command: "npx @changesets/cli@2", person: "at work", why: "asks the person who made a change what it is" },
  { command: "npm run release:version", person: "before a release", why: "decides the version; its outcome is a commit" },
  { command: "npm audit --omit=dev --omit=peer", person: "before a release", why: "an advisory of tomorrow is no failure of today's change" },
  { command: "npm sbom", file: RELEASE, says: "run: npm sbom --sbom-format cyclonedx" },
]
